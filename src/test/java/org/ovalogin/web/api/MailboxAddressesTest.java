package org.ovalogin.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.account.Role;

/// A mailbox's addresses over REST: missing on purpose, shared, and further ones.
class MailboxAddressesTest {
    @TempDir static Path folder;

    private static Served served;
    private static String token;
    private static String helper;

    @BeforeAll
    static void serve() {
        served = Served.in(folder);
        token = served.token("ada", Role.ADMINISTRATOR);
        helper = served.token("hanna", Role.HELPDESK);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static Served.Answer enable(String extension, String members) {
        return send("POST", "/mailboxes", "{'extensions':['%s']%s}".formatted(extension, members));
    }

    private static Served.Answer send(String method, String path, String body) {
        return served.send(token, method, path, body.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ""                                               | identity | missing
                    , 'email': 5                                     | email    | wrong-type
                    , 'identity': null                               | identity | wrong-type
                    , 'identity': 'a@contoso.com', 'email': null     | email    | value
                    , 'identity': 'a@contoso.com', 'email': 'b@c.de' | email    | value
                    , 'email': ''                                    | identity | address
                    """)
    void anAddressIsMissingOnPurposeOnly(String members, String field, String code) {
        var answer = enable("51270", members);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo(field);
        assertThat(answer.json().path("errors").path(0).path("code").asText()).isEqualTo(code);
    }

    @Test
    void withoutOneThePinIsShownOnceAndTheHelpDeskMayNotSetIt() {
        var enabled = enable("51271", ", 'email': null");
        assertThat(enabled.status()).as(enabled.response().body()).isEqualTo(201);
        assertThat(enabled.json().path("email").isNull()).isTrue();
        assertThat(enabled.json().path("identity").asText()).isEqualTo("default\\51271");
        assertThat(enabled.json().path("displayName").asText()).isEqualTo("51271");
        assertThat(enabled.json().path("generatedPin").asText()).matches("[0-9]{6}");
        var path = "/mailboxes/default%5C51271";
        assertThat(send("GET", path, "").json().has("generatedPin")).isFalse();
        for (var body :
                new String[] {"{}", "{\"sendEmail\": false}", "{\"notifyEmail\": \"me@c.de\"}"}) {
            var refused = served.send(helper, "PUT", path + "/pin", body);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.response().body()).contains("no-own-address");
        }
        assertThat(send("PUT", path + "/pin", "{}").json().path("generatedPin").asText())
                .matches("[0-9]{6}");
    }

    @Test
    void oneIsAddedAndTakenAwayByAPatch() {
        enable("51272", ", 'email': null");
        var path = "/mailboxes/default%5C51272";
        assertThat(send("PATCH", path, "{'email': 'kim@contoso.com'}").status()).isEqualTo(200);
        assertThat(send("GET", "/mailboxes/kim@contoso.com", "").status()).isEqualTo(200);
        assertThat(send("PATCH", path, "{'displayName': 'Kim'}").json().path("email").asText())
                .as("left out, it stays")
                .isEqualTo("kim@contoso.com");
        assertThat(send("PATCH", path, "{'email': null}").json().path("email").isNull()).isTrue();
    }

    @Test
    void aSharedOneIsRefusedUnlessSaidAndThenAmbiguous() {
        assertThat(enable("51273", ", 'identity': 'team@contoso.com'").status()).isEqualTo(201);
        var refused = enable("51274", ", 'identity': 'team@contoso.com'");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.response().body()).contains("address-taken", "AllowSharedAddress");
        var shared =
                enable("51274", ", 'identity': 'team@contoso.com', 'allowSharedAddress': true");
        assertThat(shared.status()).isEqualTo(201);
        assertThat(shared.json().path("identity").asText()).isEqualTo("default\\51274");
        var ambiguous = send("GET", "/mailboxes/team@contoso.com", "");
        assertThat(ambiguous.status()).isEqualTo(409);
        assertThat(ambiguous.response().body())
                .contains(
                        "ambiguous-mailbox", "default\\\\51273 (team)", "default\\\\51274 (team)");
    }

    @Test
    void furtherOnesAreKept() {
        var enabled =
                enable(
                        "51275",
                        ", 'identity': 'lea@contoso.com', 'notifyAddresses': ['x@contoso.com'], 'pinToNotifyAddresses': true");
        assertThat(enabled.json().path("notifyAddresses").path(0).asText())
                .isEqualTo("x@contoso.com");
        assertThat(enabled.json().path("pinToNotifyAddresses").asBoolean()).isTrue();
        assertThat(enabled.json().has("generatedPin")).isFalse();
        var cleared = send("PATCH", "/mailboxes/51275", "{'notifyAddresses': null}");
        assertThat(cleared.json().path("notifyAddresses")).isEmpty();
    }
}
