package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.administration.Site;
import org.ovalogin.storage.store.MemoryBuckets;

/// What a guesser who never tires gets in a month of 30 days from the budgets as they come.
class GuessingTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration BETWEEN_CALLS = Duration.ofMinutes(1);

    private final Map<Budget, Allowance> defaults =
            Configuration.read(Optional.empty(), Map.of(), Map.of()).limits().budgets();

    @TempDir private Path folder;

    private Site site;
    private Budgets budgets;
    private long delayed;

    @BeforeEach
    void open() {
        site = Site.at(folder);
        budgets =
                new Budgets(
                        defaults,
                        new MemoryBuckets(
                                () ->
                                        Duration.between(Instant.EPOCH, site.clock.instant())
                                                .toNanos()),
                        site.safe,
                        new BudgetAlarms(site.store, _ -> {}),
                        _ -> delayed++);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static CallSource from(String number, String trunk) {
        return new CallSource(number, trunk, "10.1.2.3", Optional.empty());
    }

    /// Attempts that would have been compared.
    private long month(IntFunction<CallSource> call) {
        var compared = 0L;
        var calls = (int) MONTH.dividedBy(BETWEEN_CALLS);
        for (var i = 0; i < calls; i++) {
            var charge = budgets.charge("default", call.apply(i));
            if (!charge.spent()) compared++;
            charge.keep();
            charge.close();
            site.clock.pass(BETWEEN_CALLS);
        }
        return compared;
    }

    @Test
    void defaultsAllowWhatTheReadmeSays() {
        assertThat(defaults)
                .hasSize(Budget.values().length)
                .extractingFromEntries(e -> e.getKey() + " " + e.getValue().within(MONTH))
                .containsExactlyInAnyOrder(
                        "CALLER_NUMBER 740",
                        "TRUNK 7300",
                        "SERVER 43500",
                        "DIAL_PLAN 43500",
                        "TOTAL 145000");
    }

    @Test
    void oneNumber() {
        assertThat(month(_ -> from("4155550100", "PJSIP/trunk"))).isBetween(739L, 740L);
    }

    @Test
    void anotherNumberForEveryCallByOneTrunk() {
        var compared = month(i -> from("41555" + (10_000 + i), "PJSIP/trunk"));
        assertThat(compared).isBetween(7_299L, 7_300L);
        assertThat(delayed).as("honest callers that had to wait").isZero();
    }

    @Test
    void everyTrunkOfThreeAtOnce() {
        var trunks = List.of("PJSIP/a", "PJSIP/b", "PJSIP/c");
        assertThat(month(i -> from("", trunks.get(i % 3)))).isBetween(21_800L, 21_900L);
    }
}
