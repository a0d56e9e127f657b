package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.Verdict;

/// `./ova key` beside a running server, killed by SIGKILL at each of its steps.
class KeyIT {
    private static final int MAILBOXES = 110;
    private static final Actor ACTOR = Actor.local("test");

    @TempDir private Path parent;

    private Path data() {
        return parent.resolve("data");
    }

    private Finished key(String... what) {
        return new Ova("key").and(what).and("--data", data().toString()).run();
    }

    private List<Pin> furnish() {
        var pins = new ArrayList<Pin>();
        try (var folder = new OpenFolder(data())) {
            folder.administration.createDefaults();
            for (var i = 0; i < MAILBOXES; i++) {
                var extension = String.valueOf(52_000 + i);
                var wanted = Enabling.of("default", extension, extension + "@contoso.com");
                var mailbox = folder.administration.mailboxes().enable(wanted, ACTOR).mailbox();
                if (i % 10 != 0) continue;
                var shown = Reset.generated(false, false);
                pins.add(
                        folder.administration
                                .pins()
                                .reset(mailbox.guid(), shown, ACTOR)
                                .shownOnce()
                                .orElseThrow());
            }
        }
        return pins;
    }

    @Test
    void killedAtEachStepItLosesNothingAndServersGoOn() throws Exception {
        var pins = furnish();
        var file = data().resolve("key");
        var first = Files.readString(file);
        try (var server = Ova.serve(data()).start()) {
            for (var step : List.of(" added to ", " is in use", "sealing: 0 of")) {
                killOnce(step);
                assertThat(
                                new RawCall(
                                                server.port(),
                                                "52000" + pins.getFirst().digits() + "#*")
                                        .place())
                        .extracting(RawCall.Heard::result)
                        .as("after a kill at '%s': %s", step, server.log())
                        .isEqualTo("SUCCESS");
                assertThat(Files.readString(file)).startsWith(first);
            }
            var done = key("rotate").succeeded();
            assertThat(done.out()).contains("everything is sealed under key ", "hint: ");
            assertThat(done.out() + server.log() + server.out())
                    .doesNotContain(secrets(file).toArray(String[]::new));
            assertThat(secrets(file)).hasSize(2);
            assertAllOpen(pins);

            var listed = key("list").succeeded().out();
            assertThat(listed)
                    .containsPattern("retired +- +0 +yes")
                    .containsPattern("in use +20\\S+ +\\d{3,} +yes");
            var old = first.lines().reduce("", (_, line) -> line).split(" ", 2)[0];
            key("remove", old).succeeded();
            assertThat(secrets(file)).hasSize(1);
            assertThat(new RawCall(server.port(), "52010" + pins.get(1).digits() + "#*").place())
                    .extracting(RawCall.Heard::result)
                    .isEqualTo("SUCCESS");
        }
        Ova.serve(data()).start().close();
    }

    private void killOnce(String words) throws IOException {
        var out = Files.createTempFile(parent, "rotate", ".out");
        var rotating = new Ova("key", "rotate", "--data", data().toString()).begin(out);
        try {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> !rotating.isAlive() || Files.readString(out).contains(words));
        } finally {
            rotating.destroyForcibly().onExit().join();
        }
        // The first kill comes before the key is in use; later runs find it added.
        assertThat(Files.readString(out)).containsAnyOf(words, "going on with");
    }

    private static List<String> secrets(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", 2)[1])
                .toList();
    }

    private void assertAllOpen(List<Pin> pins) {
        try (var folder = new OpenFolder(data())) {
            var source = new CallSource("", "test", "test", Optional.empty());
            for (var i = 0; i < pins.size(); i++)
                assertThat(
                                folder.signIn.attempt(
                                        new MailboxKey("default", "" + (52_000 + i * 10)),
                                        pins.get(i),
                                        source))
                        .isInstanceOf(Verdict.Admitted.class);
        }
    }
}
