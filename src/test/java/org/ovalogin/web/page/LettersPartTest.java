package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The fate of the letter with a new PIN, on the mailbox's page.
class LettersPartTest extends OnMailboxForms {
    private int number = 51300;
    private String path = "";

    @BeforeEach
    void reset() {
        number++;
        var address = Map.of("address", "lea" + number + "@contoso.com");
        path = enable(String.valueOf(number), address).header("location");
        assertThat(administrator.submit(path + "/pin", Map.of()).status()).isEqualTo(303);
    }

    private void letter(String change) {
        server.site.sql(
                "update outbox set %s where recipient = 'lea%d@contoso.com' and with_pin = 1 and void = 0"
                        .formatted(change, number));
    }

    private void delayed() {
        server.site.sql(
                "insert into delayed_letter select notice_id, 1000, 1000, 61000, '451 4.3.0 later'"
                        + " from outbox where recipient = 'lea%d@contoso.com' and with_pin = 1 and void = 0"
                                .formatted(number));
    }

    @Test
    void aWaitingLetterAsksForNewsUntilItIsDelivered() {
        var shown = administrator.get(path).page().select("#letters");
        assertThat(shown.text()).contains("lea" + number + "@contoso.com: on its way");
        assertThat(shown.attr("hx-trigger")).isEqualTo("every 3s");
        var news = shown.attr("hx-get");
        assertThat(administrator.get(news).status()).isEqualTo(204);
        delayed();
        var later = administrator.get(news);
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.text("#letters")).contains("Reason: 451 4.3.0 later", "Try again now");
        assertThat(later.page().select("#letters").attr("hx-get")).isNotEqualTo(news);
        letter("delivered_at = 1796000825000, pin_sealed = null, file = null");
        var delivered = administrator.get(later.page().select("#letters").attr("hx-get"));
        assertThat(delivered.text("#letters")).contains("accepted by the mail server: ", ":05");
        assertThat(delivered.page().select("[hx-get]")).isEmpty();
        assertThat(delivered.page().select("form")).isEmpty();
    }

    @Test
    void tryNowMakesTheLetterDue() {
        delayed();
        letter("claimed_until = 61000");
        var answer = administrator.submit(path + "/letters/retry", Map.of());
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo(path);
        assertThat(
                        server.site.number(
                                "select claimed_until from outbox where recipient = 'lea%d@contoso.com' and with_pin = 1 and void = 0"
                                        .formatted(number)))
                .isZero();
    }

    @Test
    void aLetterThatWasGivenUpOffersANewPin() {
        letter(
                "failed_at = 1796000825000, failure = 'Refused 550 5.1.1', void = 1, pin_sealed = null");
        var page = administrator.get(path).page();
        assertThat(page.select("#letters").text()).contains("given up: ", "Refused 550 5.1.1");
        var form = page.select("#letters form");
        assertThat(form.text()).contains("Generate and send a new PIN");
        assertThat(form.attr("action")).isEqualTo(path + "/pin");
        assertThat(form.select("[name=version]").val()).isNotEmpty();
        var sent =
                administrator.submit(path + "/pin", Map.of("how", "generated", "mustChange", "on"));
        assertThat(sent.status()).isEqualTo(303);
        assertThat(administrator.get(path).text("#letters"))
                .contains("on its way")
                .doesNotContain("given up");
    }

    @Test
    void aNewPinGoesWhereTheOneThatWasGivenUpWent() {
        var elsewhere = Map.of("notify", "boss@contoso.com");
        assertThat(administrator.submit(path + "/pin", elsewhere).status()).isEqualTo(303);
        server.site.sql(
                "update outbox set failed_at = 1796000825000, failure = 'Refused 550 5.1.1', void = 1, pin_sealed = null"
                        + " where recipient = 'boss@contoso.com' and with_pin = 1 and void = 0");
        var form = administrator.get(path).page().select("#letters form");
        assertThat(form.select("button").text())
                .isEqualTo("Generate and send a new PIN to boss@contoso.com");
        assertThat(form.select("[name=notify]").val()).isEqualTo("boss@contoso.com");
    }

    @Test
    void onlyThoseWhoMayDoSoTryAgain() {
        letter(
                "failed_at = 1796000825000, failure = 'Refused 550 5.1.1', void = 1, pin_sealed = null");
        try (var auditor = Visitor.signedIn(server, AUDITOR);
                var helpDesk = Visitor.signedIn(server, HELP_DESK)) {
            assertThat(auditor.get(path).page().select("#letters form")).isEmpty();
            assertThat(auditor.submit(path + "/letters/retry", Map.of()).status()).isEqualTo(403);
            assertThat(helpDesk.get(path).page().select("#letters form")).hasSize(1);
        }
        assertThat(administrator.post(path + "/letters/retry", Map.of()).status()).isEqualTo(403);
    }
}
