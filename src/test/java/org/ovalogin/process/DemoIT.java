package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private static final Pattern LINE = Pattern.compile("(?m)^demo mailbox (5123[45]) PIN (\\d+)$");

    private static final Pattern ADMINISTRATOR =
            Pattern.compile(
                    "(?m)^demo administrator demo (\\S+)\ndemo token (ova_[A-Za-z0-9_-]{43})$");

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
    void everyStartPrintsAnotherPasswordAndTokenForAdministration() {
        var data = parent.resolve("demo");
        var installation = new InstalledOva(data);
        MatchResult first;
        try (var server = Ova.serve(data, "--demo").start()) {
            first = administrator(server);
            assertThat(server.out()).doesNotContain("first administrator");
            assertThat(new SignInForm(server).send("demo", first.group(1))).isEqualTo(303);
            assertThat(server.log()).doesNotContain(first.group(1), first.group(2));
        }
        // lets the next demo begin without a lock
        Ova.account(data, "change", "demo", "--email", "demo@example.com").run().succeeded();
        try (var server = Ova.serve(data, "--demo").start()) {
            var second = administrator(server);
            var form = new SignInForm(server);
            assertThat(form.send("demo", first.group(1))).isEqualTo(401);
            assertThat(form.send("demo", second.group(1))).isEqualTo(303);
            assertThat(second.group(2)).isNotEqualTo(first.group(2));
        }
        assertThat(installation.number("select count(*) from account")).isEqualTo(1);
        assertThat(installation.number("select count(*) from token")).isEqualTo(1);
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

    private static MatchResult administrator(OvaServer server) {
        var matcher = ADMINISTRATOR.matcher(server.out());
        assertThat(matcher.find()).isTrue();
        return matcher.toMatchResult();
    }

    private static String pin(OvaServer server) {
        var matcher = LINE.matcher(server.out());
        assertThat(matcher.find()).isTrue();
        return matcher.group(2);
    }
}
