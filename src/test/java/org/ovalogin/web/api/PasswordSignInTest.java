package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Site;

class PasswordSignInTest {
    @TempDir Path folder;
    private Served served;

    @BeforeEach
    void serve() {
        served = Served.in(folder);
        served.account("ada", Role.ADMINISTRATOR);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Served.Answer signIn(String credentials) {
        var encoded =
                Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return sent("Basic " + encoded);
    }

    private Served.Answer sent(String authorization) {
        return served.send(
                served.to("/tokens")
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"shell\"}")));
    }

    @Test
    void theRightPasswordGetsATokenThatWorks() {
        var answer = signIn("Ada:" + Served.PASSWORD);
        assertThat(answer.status()).isEqualTo(201);
        var token = answer.json().path("token").asText();
        var me = served.send(token, "GET", "/me", "").json();
        assertThat(me.path("account").asText()).isEqualTo("ada");
        assertThat(answer.json().path("expiresAt").asText()).isEqualTo("2027-01-31T08:00:00Z");
    }

    @Test
    void theSecretIsShownOnceAndKeptNowhere() {
        var token = signIn("ada:" + Served.PASSWORD).json().path("token").asText();
        var listed = served.send(token, "GET", "/tokens", "");
        assertThat(listed.json().at("/items/0/name").asText()).isEqualTo("shell");
        assertThat(listed.json().at("/items/0").has("token")).isFalse();
        assertThat(served.site.texts("select token_hash from token")).doesNotContain(token);
    }

    @Test
    void whoeverItIsNotIsToldTheSame() {
        var account = served.account("bob", Role.AUDITOR);
        served.site
                .administration
                .accounts()
                .change(
                        account.name(),
                        d -> new AccountDetails(d.role(), d.address(), Optional.empty(), false),
                        Site.ADMINISTRATOR);
        var wrong = signIn("ada:wrong");
        var unknown = signIn("nobody:" + Served.PASSWORD);
        var disabled = signIn("bob:" + Served.PASSWORD);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("www-authenticate").orElseThrow()).contains("Bearer", "Basic");
        assertThat(unknown.response().body()).isEqualTo(wrong.response().body());
        assertThat(disabled.response().body()).isEqualTo(wrong.response().body());
        assertThat(Document.of(served).faults("POST /tokens", wrong)).isEmpty();
    }

    @Test
    void tooManyAttemptsAreDelayedAlsoWithTheRightPassword() {
        var status = 401;
        for (var i = 0; i < 30 && status == 401; i++) status = signIn("ada:wrong" + i).status();
        assertThat(status).isEqualTo(429);
        var delayed = signIn("ada:" + Served.PASSWORD);
        assertThat(delayed.status()).isEqualTo(429);
        assertThat(Integer.parseInt(delayed.header("retry-after").orElseThrow())).isPositive();
        assertThat(Document.of(served).faults("POST /tokens", delayed)).isEmpty();
        served.site.clock.pass(
                java.time.Duration.ofSeconds(
                        Integer.parseInt(delayed.header("retry-after").orElseThrow())));
        assertThat(signIn("ada:" + Served.PASSWORD).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic ~~~",
                "Basic YWRh",
                "Basic /w==",
                "Digest x",
                "ova_x"
            })
    void otherCredentialsOpenNothing(String authorization) {
        assertThat(sent(authorization).status()).isEqualTo(401);
    }

    @Test
    void aPasswordIsForTokensOnly() {
        var pair = "ada:" + Served.PASSWORD;
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        var answer = served.send(served.to("/me").header("Authorization", "Basic " + encoded));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate").orElseThrow()).doesNotContain("Basic");
    }
}
