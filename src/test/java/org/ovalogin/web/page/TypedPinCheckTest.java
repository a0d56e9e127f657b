package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Site;

/// The rules beside a PIN that an administrator types.
class TypedPinCheckTest extends OnMailboxForms {
    private Visitor.Answer check(Visitor visitor, String pin) {
        return visitor.submit(path() + "/pin/check", Map.of("how", "typed", "pin", pin));
    }

    private String path() {
        return MailboxPage.path(server.site.guid());
    }

    @ParameterizedTest
    @CsvSource({
        "'', open open open open open open",
        "12, broken open open open open open",
        "12x456, broken open open open open open",
        "1234567890123456789012345, broken open open open open open",
        "860293, kept kept kept kept kept open",
        "123456, kept broken kept kept kept open",
        "777777, kept kept broken broken kept open",
        "951234, kept kept kept kept broken open"
    })
    void eachRuleIsMarked(String pin, String marks) {
        var answer = check(administrator, pin);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page().select(".rules li").eachAttr("class"))
                .containsExactly(marks.split(" "));
        if (pin.length() > 2) assertThat(answer.body()).doesNotContain(pin);
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.header("hx-push-url") + answer.header("hx-replace-url")).isEmpty();
    }

    /// The present PIN is a former one as soon as a reset is made.
    @Test
    void nothingIsToldOfFormerPinsAndNothingIsRecorded() {
        var before = server.site.texts("select count(*) from event");
        var charged = server.site.texts("select count(*) from history_check");
        for (var i = 0; i < 10; i++)
            assertThat(check(administrator, Site.RIGHT.digits()).body())
                    .isEqualTo(check(administrator, Site.OTHER.digits()).body());
        assertThat(server.site.texts("select count(*) from event")).isEqualTo(before);
        assertThat(server.site.texts("select count(*) from history_check")).isEqualTo(charged);
    }

    @Test
    void onlyThoseWhoMayResetAreAnswered() {
        var foreign =
                enable("51281", Map.of("address", "cio@contoso.com", "aliases", ADMINISTRATOR));
        var fields = Map.of("how", "typed", "pin", "860293");
        try (var helpDesk = Visitor.signedIn(server, HELP_DESK);
                var auditor = Visitor.signedIn(server, AUDITOR);
                var stranger = Visitor.at(server)) {
            assertThat(check(auditor, "860293").status()).isEqualTo(403);
            assertThat(check(helpDesk, "860293").status()).isEqualTo(200);
            var other = helpDesk.submit(foreign.header("location") + "/pin/check", fields);
            assertThat(other.status()).isEqualTo(403);
            assertThat(other.body()).doesNotContain("860293");
            assertThat(administrator.post(path() + "/pin/check", fields).status()).isEqualTo(403);
            assertThat(stranger.post(path() + "/pin/check", fields).status()).isEqualTo(303);
        }
    }

    @Test
    void anAccountAsksAsOftenAsItCanType(@TempDir Path folder) {
        try (var other = PageServer.settled(folder);
                var helper = Visitor.signedIn(other, HELP_DESK);
                var anna = Visitor.signedIn(other, ADMINISTRATOR)) {
            var typed = Map.of("how", "typed", "pin", "12");
            var check = MailboxPage.path(other.site.guid()) + "/pin/check";
            var answers = new HashSet<Integer>();
            // some come back while the others are asked for
            for (var i = 0; i < 2_000 && !answers.contains(429); i++) {
                answers.add(helper.submit(check, typed).status());
                if (i < 300) assertThat(answers).containsExactly(200);
            }
            assertThat(answers).containsExactlyInAnyOrder(200, 429);
            assertThat(anna.submit(check, typed).status()).isEqualTo(200);
        }
    }

    @Test
    void theFieldAsksByPostAfterAPause() {
        var field = administrator.get(path()).page().select("#pin");
        assertThat(field).hasSize(1);
        assertThat(field.attr("hx-trigger")).isEqualTo("input changed delay:300ms");
        assertThat(field.attr("hx-post")).isEqualTo(path() + "/pin/check");
        assertThat(field.attr("type")).isEqualTo("password");
        var button = administrator.get(path()).page().select("button.reveal[aria-controls=pin]");
        assertThat(button.text()).isEqualTo("Show the PIN");
        // without JavaScript it would do nothing
        assertThat(button.hasAttr("hidden")).isTrue();
        assertThat(administrator.get("/mailboxes/new").page().select("#pin").hasAttr("hx-post"))
                .isFalse();
    }

    @Test
    void aPinGoesToAnotherAddress() {
        var path = enable("51282", Map.of("address", "own@contoso.com")).header("location");
        var refused = administrator.submit(path + "/pin", Map.of("notify", "nobody"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("#notify-errors")).isNotEmpty();
        assertThat(refused.page().select("#notify").val()).isEqualTo("nobody");
        var done = administrator.submit(path + "/pin", Map.of("notify", "boss@contoso.com"));
        assertThat(done.status()).as(done.body()).isEqualTo(303);
        assertThat(administrator.get(path).text("#done")).contains("to boss@contoso.com");
        assertThat(
                        server.site.texts(
                                "select kind || ' ' || recipient from outbox where void = 0"
                                        + " and recipient in ('boss@contoso.com', 'own@contoso.com')"
                                        + " order by kind"))
                .contains("RESET boss@contoso.com", "RESET_NOTICE own@contoso.com")
                .doesNotContain("RESET own@contoso.com");
    }
}
