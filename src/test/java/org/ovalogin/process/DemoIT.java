package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private static final Pattern LINE = Pattern.compile("(?m)^demo mailbox (5123[45]) PIN (\\d+)$");

    @TempDir private Path parent;

    @Test
    void everyStartPrintsNewPinsWithWhichAFirstCallSucceeds() {
        var data = parent.resolve("demo");
        String first;
        try (var server = Ova.serve(data, "--demo").start()) {
            assertThat(LINE.matcher(server.out()).results().map(r -> r.group(1)))
                    .containsExactly("51234", "51235");
            first = pin(server);
            var call = Ova.phone(server.port(), "51234#" + first + "#,1").succeeded();
            assertThat(call.lastLine())
                    .isEqualTo("RESULT SUCCESS mailbox=51234@default next=voicemail");
            assertThat(call.out()).doesNotContain("choose a PIN");
        }
        try (var server = Ova.serve(data, "--demo").start()) {
            assertThat(pin(server)).isNotEqualTo(first);
            assertThat(new RawCall(server.port(), "51234" + first + "#").place().prompts())
                    .contains("login-incorrect");
            assertThat(new RawCall(server.port(), "51234" + pin(server) + "#1").place().result())
                    .isEqualTo("SUCCESS");
        }
    }

    @Test
    void refusesWhatIsNotForShow() {
        var data = parent.resolve("real");
        Ova.serve(data).start().close();
        Ova.serve(data, "--demo").run().failed(1, "in use for real mailboxes", "hint: ");
        new Ova("serve", "--data", parent + "/new", "--demo", "--fastagi", "0.0.0.0:0")
                .with("OVA_FASTAGI_ALLOWED_CLIENTS", "10.0.0.0/8")
                .run()
                .failed(1, "loopback", "hint: ");
    }

    private static String pin(OvaServer server) {
        var matcher = LINE.matcher(server.out());
        assertThat(matcher.find()).isTrue();
        return matcher.group(2);
    }
}
