package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Digits that callers dial or that owners receive by mail appear nowhere: not in the log, not in
/// the data folder, not in the process list. They are long enough not to occur by chance.
class DigitsIT {
    private static final String CHOSEN = "804617295381";
    private static final String LATER = "618390472615";
    private static final String WRONG = "739152806471";

    /// A PIN keyed at the question for the extension, by a caller who confuses the prompts.
    private static final String AS_EXTENSION = "73915";

    @TempDir private Path parent;

    @ParameterizedTest
    @CsvSource({"text, debug", "json, info"})
    void areNowhere(String format, String level) throws Exception {
        var data = parent.resolve("data");
        var installation = new InstalledOva(data);
        var mailed = new ArrayList<String>();
        try (var server =
                Ova.serve(data)
                        .with("OVA_LOG_FORMAT", format)
                        .with("OVA_LOG_LEVEL", level)
                        .with("OVA_HASHING_WAITING", "2")
                        .with("OVA_HASHING_THREADS", "1")
                        .start()) {
            Ova.mailbox(data, "add", "51234", "--email", "lea@example.com").succeeded();
            await().until(() -> installation.letters().size() == 1);
            mailed.add(installation.mailedPin());
            var port = server.port();
            var first =
                    new RawCall(port, "51234" + mailed.getFirst() + "#" + (CHOSEN + "#").repeat(2));
            assertThat(first.place().prompts()).contains("pin-changed");
            assertThat(new RawCall(port, "51234" + WRONG + "#").place().prompts())
                    .contains("login-incorrect");
            var change = CHOSEN + "#63" + (LATER + "#").repeat(2) + "*1";
            assertThat(new RawCall(port, "51234" + change).place().result()).isEqualTo("SUCCESS");
            for (var i = 0; i < 6; i++) new RawCall(port, "51234" + WRONG + "#").place();
            await().until(
                            () ->
                                    installation.letters().stream()
                                            .anyMatch(l -> InstalledOva.read(l).contains("PIN: ")));
            mailed.add(installation.mailedPin());

            garbledReplies(port);
            fullQueue(port);
            brokenStore(port, installation);

            await().untilAsserted(() -> assertThat(server.log()).contains("UNAVAILABLE"));
            nowhere(mailed, List.of(server.log(), server.out(), commandLine(server)));
            if (format.equals("json")) {
                assertThat(server.lines()).allMatch(l -> l.startsWith("{") && l.endsWith("}"));
            }
            nowhere(mailed, files(installation));
        }
        nowhere(mailed, files(installation));
    }

    /// Sends malformed replies with keys in them to each command that reads keys.
    private static void garbledReplies(int port) {
        for (var reply :
                List.of(
                        "200 result=" + WRONG + " extra",
                        "200 result=" + WRONG + "x",
                        WRONG,
                        "510 " + WRONG,
                        "520-" + WRONG + "\n520 End",
                        "200 result=4" + WRONG)) {
            for (var command : List.of("GET DATA", "WAIT FOR DIGIT 10", "STREAM FILE")) {
                new RawCall(port, "51234" + WRONG + "#")
                        .replying(
                                line ->
                                        line.startsWith(command)
                                                ? Optional.of(reply + "\n")
                                                : Optional.empty())
                        .place();
            }
        }
    }

    private static void fullQueue(int port) {
        var call = new RawCall(port, "51234" + WRONG + "#");
        assertThat(RawCall.placeAll(Collections.nCopies(60, call)))
                .anyMatch(heard -> heard.result().equals("UNAVAILABLE"));
    }

    /// Makes one statement after the other fail, each with its arguments.
    private static void brokenStore(int port, InstalledOva installation) {
        for (var table : List.of("extension", "event", "mailbox", "pin_history")) {
            installation.tamper("alter table %s rename to gone".formatted(table));
            new RawCall(port, AS_EXTENSION + WRONG + "#").place();
            new RawCall(port, "51234" + WRONG + "#").place();
            installation.tamper("alter table gone rename to " + table);
        }
    }

    private static String commandLine(OvaServer server) throws IOException {
        return Files.readString(Path.of("/proc/" + server.pid() + "/cmdline"));
    }

    /// Everything in the data folder except letters whose PIN is still valid.
    private static List<String> files(InstalledOva installation) {
        return installation.files().stream()
                .filter(f -> !f.toString().endsWith(".eml"))
                .filter(Files::exists)
                .map(InstalledOva::read)
                .toList();
    }

    private static void nowhere(List<String> mailed, List<String> places) {
        for (var place : places) {
            assertThat(place).doesNotContain(CHOSEN, LATER, WRONG);
            // short PINs may occur in GUIDs and numbers by chance
            for (var pin : mailed) assertThat(place).doesNotContainPattern(alone(pin));
            assertThat(place).doesNotContainPattern(alone(AS_EXTENSION));
        }
    }

    private static Pattern alone(String digits) {
        return Pattern.compile("(?<![0-9a-zA-Z+/-])" + digits + "(?![0-9a-zA-Z+/-])");
    }
}
