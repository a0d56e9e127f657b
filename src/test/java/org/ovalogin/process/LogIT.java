package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogIT {
    @TempDir private Path parent;

    @Test
    void aCallIsOneLine() {
        try (var server = Ova.serve(parent.resolve("d")).start()) {
            new RawCall(server.port(), "*").place();
            new RawCall(server.port(), "*").parameters("dialplan=nowhere").place();
            new RawCall(server.port(), "51234").place();
            await().until(() -> server.lines().size() == 3);
            assertThat(server.lines().get(0))
                    .matches(
                            "\\d{4}-\\d\\d-\\d\\dT\\S+ INFO  \\S+ [a-z]{8} - call dialplan=default"
                                    + " mailbox=unknown outcome=CANCELLED next=hangup seconds=\\d+\\.\\d.*");
            assertThat(server.lines().get(1)).contains("outcome=UNAVAILABLE", "dialplan=unknown");
            assertThat(server.lines().get(2)).contains("outcome=HANGUP", "mailbox=unknown");
        }
    }

    @Test
    void onRequestALineIsAJsonObject() {
        var data = parent.resolve("d");
        try (var server = Ova.serve(data).with("OVA_LOG_FORMAT", "json").start()) {
            new RawCall(server.port(), "*").place();
            new InstalledOva(data).tamper("alter table extension rename to gone");
            new RawCall(server.port(), "512347391528#").from("\"quoted\\\" {}").place();
            await().until(() -> server.log().contains("UNAVAILABLE"));
            assertThat(server.lines())
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allSatisfy(LogIT::isAnObject)
                    .anyMatch(line -> line.contains("\"formattedMessage\":\"call dialplan=default"))
                    .anyMatch(line -> line.contains("\"throwable\""));
        }
    }

    private static void isAnObject(String line) {
        var options = ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON);
        assertThat(ConfigFactory.parseString(line, options).getString("level"))
                .isIn("INFO", "WARN", "ERROR");
    }
}
