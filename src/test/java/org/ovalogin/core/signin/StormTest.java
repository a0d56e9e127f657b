package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.RIGHT;
import static org.ovalogin.core.administration.Site.WRONG;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.PinResets;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.Notice;

/// Many threads on one mailbox in a real database. The database itself keeps the books: a trigger
/// writes down every charge with its streak.
class StormTest {
    private static final int ATTEMPTS = 1000;

    @TempDir Path folder;

    private static void keepBooks(Site site) {
        site.sql("create table charge_log (streak integer, charges integer)");
        site.sql(
                """
                create trigger charged after update of charges on mailbox when new.charges > old.charges
                begin insert into charge_log values (new.streak, new.charges - old.charges); end
                """);
    }

    private static int comparisons(Site site) {
        return Stream.of(SignInResult.WRONG_PIN, SignInResult.SUCCESS, SignInResult.STALE)
                .mapToInt(site::signIns)
                .sum();
    }

    private static int refusals(Site site) {
        return Stream.of(SignInResult.LOCKED, SignInResult.LAPSED, SignInResult.UNAVAILABLE)
                .mapToInt(site::signIns)
                .sum();
    }

    private static void assertBooks(Site site, int max) {
        assertThat(site.number("select coalesce(max(charges), 0) from charge_log")).isEqualTo(1);
        assertThat(
                        site.number(
                                "select max(n) from (select count(*) n from charge_log group by streak)"))
                .isLessThanOrEqualTo(max);
        assertThat(site.number("select count(*) from charge_log")).isEqualTo(comparisons(site));
        assertThat(site.mailbox().lockouts().outside().failures()).isLessThanOrEqualTo(max);
    }

    private interface Act {
        void run(Site site);
    }

    /// All at once, dealt out to the sites in turn; each does its own share of what follows.
    private static void atOnce(List<Site> sites, List<Act> acts) throws Exception {
        var start = new CountDownLatch(1);
        var results = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < acts.size(); i++) {
                var site = sites.get(i % sites.size());
                var act = acts.get(i);
                results.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    act.run(site);
                                    site.afterwards.run();
                                    return true;
                                }));
            }
            start.countDown();
            for (var result : results) result.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        sites.forEach(site -> site.afterwards.run());
    }

    private static List<Act> wrong(int times) {
        return IntStream.range(0, times).<Act>mapToObj(_ -> site -> site.attempt(WRONG)).toList();
    }

    @Test
    void thousandParallelWrongPinsMakeExactlyTheAllowedComparisons() throws Exception {
        try (var site = Site.with(folder, _ -> {})) {
            keepBooks(site);
            atOnce(List.of(site), wrong(ATTEMPTS));
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(15);
            assertThat(site.signIns(SignInResult.LOCKED)).isEqualTo(ATTEMPTS - 15);
            assertThat(site.number("select count(*) from event where result = 'Locked'"))
                    .as("a flood is counted by the minute")
                    .isEqualTo(1);
            assertThat(site.events(Event.Name.AUTOMATIC_RESET)).isEqualTo(1);
            assertThat(site.events(Event.Name.LOCKED)).isEqualTo(1);
            assertThat(site.mailbox().lockouts().outside().streak()).isEqualTo(1);
            assertThat(site.mail().stream().map(Notice::kind).toList())
                    .containsExactlyInAnyOrder(Notice.Kind.LOCKED, Notice.Kind.AUTOMATIC_RESET);
            assertBooks(site, 15);
        }
    }

    @Test
    void twoProcessesOnOneFileShareTheBound() throws Exception {
        try (var serve = Site.with(folder, _ -> {});
                var second = Site.at(folder)) {
            keepBooks(serve);
            atOnce(List.of(serve, second), wrong(300));
            assertThat(serve.signIns(SignInResult.WRONG_PIN)).isEqualTo(15);
            assertThat(serve.signIns(SignInResult.LOCKED)).isEqualTo(285);
            assertThat(serve.events(Event.Name.AUTOMATIC_RESET)).isEqualTo(1);
            assertThat(serve.events(Event.Name.LOCKED)).isEqualTo(1);
            assertBooks(serve, 15);
        }
    }

    @Test
    void rightWrongUnlockAndLockAtOnceKeepTheBoundInEveryStreak() throws Exception {
        var max = 6;
        try (var serve =
                        Site.with(
                                folder,
                                draft -> {
                                    draft.logonFailuresBeforePinReset = OptionalInt.empty();
                                    draft.maxLogonAttempts = max;
                                });
                var second = Site.at(folder)) {
            keepBooks(serve);
            var random = new Random(20261102);
            var attempts = 400;
            var acts = new ArrayList<>(wrong(attempts * 3 / 4));
            for (var i = 0; i < attempts / 4; i++) acts.add(site -> site.attempt(RIGHT));
            for (var i = 0; i < 30; i++)
                acts.add(site -> site.administration.pins().unlock(site.guid(), ADMINISTRATOR));
            for (var i = 0; i < 3; i++)
                acts.add(site -> site.administration.pins().lock(site.guid(), ADMINISTRATOR));
            java.util.Collections.shuffle(acts, random);
            atOnce(List.of(serve, second), acts);

            assertBooks(serve, max);
            assertThat(comparisons(serve) + refusals(serve)).isEqualTo(attempts);
            var streaks = serve.signIns(SignInResult.SUCCESS) + serve.events(Event.Name.UNLOCKED);
            assertThat(serve.mailbox().lockouts().outside().streak()).isEqualTo(1 + streaks);
            assertThat(serve.events(Event.Name.UNLOCKED)).isEqualTo(30);
        }
    }

    @Test
    void bothPathsAtOnceKeepTheirBoundsHoweverOftenTheyAreMadeOneAndTwo() throws Exception {
        var max = 6;
        try (var serve =
                        Site.with(
                                folder,
                                draft -> {
                                    draft.logonFailuresBeforePinReset = OptionalInt.empty();
                                    draft.maxLogonAttempts = max;
                                    draft.separateTrustedLockout = true;
                                });
                var second = Site.at(folder)) {
            keepBooks(serve);
            keepBooksOfTheOwnPhone(serve);
            var acts = new ArrayList<Act>();
            for (var source : List.of(Site.CALL, Site.OWN_PHONE)) {
                for (var i = 0; i < 120; i++) acts.add(site -> site.attempt(WRONG, source));
                for (var i = 0; i < 30; i++) acts.add(site -> site.attempt(RIGHT, source));
            }
            for (var i = 0; i < 15; i++)
                acts.add(site -> site.administration.pins().unlock(site.guid(), ADMINISTRATOR));
            for (var i = 0; i < 10; i++) acts.add(StormTest::turn);
            java.util.Collections.shuffle(acts, new Random(20261125));
            atOnce(List.of(serve, second), acts);

            for (var log : List.of("charge_log", "own_charge_log"))
                assertThat(
                                serve.number(
                                        "select max(n) from (select count(*) n from %s group by streak)"
                                                .formatted(log)))
                        .isBetween(1L, (long) max);
            assertThat(comparisons(serve))
                    .isLessThanOrEqualTo(
                            Math.toIntExact(
                                    serve.number("select count(*) from charge_log")
                                            + serve.number("select count(*) from own_charge_log")));
            assertThat(comparisons(serve) + refusals(serve)).isEqualTo(300);
        }
    }

    private static void turn(Site site) {
        site.administration
                .policies()
                .change(
                        site.mailbox().policy().guid(),
                        p ->
                                p.with(
                                        p.pin()
                                                .with(
                                                        d ->
                                                                d.separateTrustedLockout =
                                                                        !d.separateTrustedLockout)),
                        ADMINISTRATOR);
    }

    /// Its count is not written where it is the same as that of all others.
    private static void keepBooksOfTheOwnPhone(Site site) {
        site.sql("create table own_charge_log (streak integer)");
        site.sql(
                """
                create trigger charged_own after update on mailbox
                when coalesce(new.trusted_charges, new.charges) > coalesce(old.trusted_charges, old.charges)
                begin insert into own_charge_log values (coalesce(new.trusted_streak, new.streak)); end
                """);
    }

    @Test
    void resetsInTheMiddleOfAStormKillEveryOlderPin() throws Exception {
        try (var site = Site.with(folder, draft -> draft.maxLogonAttempts = 8)) {
            keepBooks(site);
            var acts = new ArrayList<>(wrong(150));
            for (var i = 0; i < 50; i++) acts.add(s -> s.attempt(RIGHT));
            for (var i = 0; i < 10; i++)
                acts.add(
                        s ->
                                s.administration
                                        .pins()
                                        .reset(s.guid(), PinResets.Reset.DEFAULT, ADMINISTRATOR));
            java.util.Collections.shuffle(acts, new Random(7));
            atOnce(List.of(site), acts);
            assertBooks(site, 8);
            assertThat(comparisons(site) + refusals(site)).isEqualTo(200);
            site.administration.pins().unlock(site.guid(), ADMINISTRATOR);
            assertThat(site.attempt(RIGHT)).isEqualTo(new Verdict.Refused());
            assertThat(site.number("select count(*) from outbox where pin_sealed is not null"))
                    .as("one PIN at most is on its way")
                    .isEqualTo(1);
            var pins = site.pins(site.mail());
            assertThat(site.attempt(pins.getFirst())).isInstanceOf(Verdict.MustChange.class);
        }
    }
}
