package org.ovalogin.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.Origin;

class EventMetersTest {
    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    private void happens(Event.Name name, String result, String by) {
        metrics.events()
                .accept(
                        new Event(
                                Instant.EPOCH,
                                new Event.Occurrence(name, result),
                                new Event.Target("default", Optional.of(UUID.randomUUID()), ""),
                                new Origin(by, "192.0.2.7 PJSIP/51234"),
                                1));
    }

    private void isOne(String series) {
        assertThat(new Scrape(metrics.scrape()).value(series)).isOne();
    }

    @ParameterizedTest
    @EnumSource(SignInResult.class)
    void everySignInIsCountedByItsResult(SignInResult result) {
        happens(Event.Name.SIGN_IN, result.title(), "caller 4155550100");
        isOne("ova_sign_ins_total{result=\"" + result.title() + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "LOCKED, '', system, ova_mailbox_locks_total{by=\"failures\"}",
        "LOCKED, '', account wilhelmina, ova_mailbox_locks_total{by=\"administrator\"}",
        "AUTOMATIC_RESET, '', system, ova_pin_resets_total{by=\"failures\"}",
        "PIN_RESET, '', account wilhelmina, ova_pin_resets_total{by=\"administrator\"}",
        "PIN_RESET, '', self-service, ova_pin_resets_total{by=\"owner\"}",
        "PIN_CHANGED, '', caller 4155550100, ova_pin_changes_total",
        "BUDGET_ALARM, '', system, ova_budget_alarms_total",
        "MAIL_SENT, '', system, ova_notices_total{result=\"sent\"}",
        "MAIL_FAILED, Refused 550, system, ova_notices_total{result=\"failed\"}",
        "ACCOUNT_SIGN_IN, Delayed, account wilhelmina, ova_account_sign_ins_total{result=\"Delayed\"}",
    })
    void whatHappensToMailboxesIsCounted(Event.Name name, String result, String by, String series) {
        assertThat(new Scrape(metrics.scrape()).value(series)).as("before it happens").isZero();
        happens(name, result, by);
        isOne(series);
        assertThat(new Scrape(metrics.scrape()).withoutValues())
                .doesNotContain("wilhelmina", "4155550100", "192.0.2.7", "51234");
    }

    @Test
    void aResultThatIsNoneOfOursMakesNoSeries() {
        var before = metrics.scrape().lines().filter(l -> l.startsWith("ova_")).count();
        happens(Event.Name.SIGN_IN, "51234", "caller 4155550100");
        assertThat(metrics.scrape().lines().filter(l -> l.startsWith("ova_")))
                .hasSize((int) before);
    }
}
