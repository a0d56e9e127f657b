package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.CALL;
import static org.ovalogin.core.administration.Site.CALLER;
import static org.ovalogin.core.administration.Site.KEY;
import static org.ovalogin.core.administration.Site.OTHER;
import static org.ovalogin.core.administration.Site.RIGHT;
import static org.ovalogin.core.administration.Site.WRONG;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.administration.FailingStore;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.MailboxStore;

class SignInTest {
    @TempDir Path folder;
    private Optional<Site> opened = Optional.empty();

    private Site site(Consumer<PinPolicy.Draft> policy) {
        var site = Site.with(folder, policy);
        opened = Optional.of(site);
        return site;
    }

    private Site site() {
        return site(_ -> {});
    }

    @AfterEach
    void close() {
        opened.ifPresent(Site::close);
    }

    private static void assertRefused(Verdict verdict) {
        assertThat(verdict).isEqualTo(new Verdict.Refused());
    }

    private static Admission admission(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Admitted(var admission) -> admission;
            case Verdict.MustChange(var admission, _) -> admission;
            case Verdict.Refused(), Verdict.Unavailable() ->
                    Assertions.fail("not admitted: " + verdict);
        };
    }

    @Nested
    class Verdicts {
        @Test
        void rightPinIsAdmittedAndStartsANewStreak() {
            var site = site();
            site.fail(3);
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
            assertThat(site.mailbox().lockouts().outside())
                    .isEqualTo(new Lockout(0, 2, 0, false, Optional.empty(), Optional.empty()));
            assertThat(site.signIns(SignInResult.SUCCESS)).isEqualTo(1);
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(3);
        }

        @Test
        void wrongPinIsRefusedAndCharged() {
            var site = site();
            assertRefused(site.attempt(WRONG));
            assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(1);
            assertThat(site.mailbox().failedSinceLogon()).isEqualTo(1);
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(1);
        }

        @Test
        void rightPinOnLastTryIsAcceptedAndLiftsTheLockOfItsOwnCharge() {
            var site = site(draft -> draft.logonFailuresBeforePinReset = OptionalInt.empty());
            site.fail(14);
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
            assertThat(site.mailbox().lockouts().outside().lock()).isEmpty();
            assertThat(site.events(Event.Name.LOCKED)).isZero();
            assertThat(site.mail()).isEmpty();
        }

        @Test
        void rightPinIsRefusedOnceLocked() {
            var site = site(draft -> draft.logonFailuresBeforePinReset = OptionalInt.empty());
            site.fail(15);
            assertRefused(site.attempt(RIGHT));
            assertThat(site.signIns(SignInResult.LOCKED)).isEqualTo(1);
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(15);
            assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(15);
        }

        @Test
        void unknownExtensionIsRefusedAndItsDigitsAreKeptNowhere() {
            var site = site();
            assertRefused(site.signIn.attempt(new MailboxKey("default", "97531"), RIGHT, CALL));
            assertThat(site.signIns(SignInResult.UNKNOWN_EXTENSION)).isEqualTo(1);
            assertThat(site.number("select count(*) from event where mailbox_guid = ''"))
                    .isEqualTo(1);
            assertThat(site.texts("select by_whom || from_where || result from event"))
                    .noneMatch(text -> text.contains("97531"));
        }

        @Test
        void disabledMailboxIsRefusedAndNotCharged() {
            var site = site();
            site.sql("update mailbox set subscriber_access = 0");
            assertRefused(site.attempt(RIGHT));
            assertThat(site.signIns(SignInResult.DISABLED)).isEqualTo(1);
            assertThat(site.mailbox().lockouts().outside()).isEqualTo(Lockout.NONE);
        }

        @Test
        void lapsedPinIsRefusedAndNotCharged() {
            var site = site();
            site.give(OTHER, true);
            site.clock.pass(Duration.ofDays(7));
            assertRefused(site.attempt(OTHER));
            assertThat(site.signIns(SignInResult.LAPSED)).isEqualTo(1);
            assertThat(site.mailbox().lockouts().outside().failures()).isZero();
        }

        @Test
        void pinSetUnexpiredLapsesUnlessItHasSignedIn() {
            var site = site();
            site.give(OTHER, false);
            site.clock.pass(Duration.ofDays(7).minusMillis(1));
            assertThat(site.attempt(OTHER)).isInstanceOf(Verdict.Admitted.class);
            site.clock.pass(Duration.ofDays(7));
            assertThat(site.attempt(OTHER)).isInstanceOf(Verdict.Admitted.class);
        }

        @Test
        void lockedMailboxThatLapsedIsLockedInTheEvents() {
            var site = site();
            site.give(OTHER, true);
            site.administration.pins().lock(site.guid(), ADMINISTRATOR);
            site.clock.pass(Duration.ofDays(30));
            assertRefused(site.attempt(OTHER));
            assertThat(site.signIns(SignInResult.LOCKED)).isEqualTo(1);
        }
    }

    @Nested
    class ForcedChange {
        @Test
        void temporaryPinMustBeChanged() {
            var site = site();
            site.give(OTHER, true);
            assertWhy(site.attempt(OTHER), Verdict.Why.REQUIRED);
            site.sql("update mailbox set first_time_user = 1");
            assertWhy(site.attempt(OTHER), Verdict.Why.FIRST_TIME);
        }

        @Test
        void expiredPinMustBeChangedFromTheDayOnAndNotBefore() {
            var site = site();
            site.clock.pass(Duration.ofDays(60).minusMillis(1));
            assertThat(admission(site.attempt(RIGHT)).expires()).isPresent();
            site.clock.pass(Duration.ofMillis(1));
            assertWhy(site.attempt(RIGHT), Verdict.Why.EXPIRED);
        }

        @Test
        void pinAgainstTodaysPolicyMustBeChanged() {
            var site = site();
            site.sql("update mailbox_policy set min_pin_length = 8");
            assertWhy(site.attempt(RIGHT), Verdict.Why.REQUIRED);
        }

        private static void assertWhy(Verdict verdict, Verdict.Why expected) {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.MustChange.class,
                            must -> assertThat(must.why()).isEqualTo(expected));
        }
    }

    @Nested
    class Overtaken {
        @ParameterizedTest
        @CsvSource({
            "reset", "change", "unlock", "lock", "disable",
        })
        void rightPinOvertakenBetweenChargeAndVerdictIsStaleAndStaysCharged(String by) {
            var site = site();
            var mailbox = site.mailbox();
            var verdict =
                    duringComparison(
                            site,
                            () -> {
                                switch (by) {
                                    case "reset" -> site.give(OTHER, true);
                                    case "change" ->
                                            site.pinChange.commit(
                                                    mailbox, ready(site, OTHER), CALLER);
                                    case "unlock" ->
                                            site.administration
                                                    .pins()
                                                    .unlock(site.guid(), ADMINISTRATOR);
                                    case "lock" ->
                                            site.administration
                                                    .pins()
                                                    .lock(site.guid(), ADMINISTRATOR);
                                    default -> site.sql("update mailbox set subscriber_access = 0");
                                }
                            });
            assertRefused(verdict);
            assertThat(site.signIns(SignInResult.STALE)).isEqualTo(1);
            assertThat(site.signIns(SignInResult.SUCCESS)).isZero();
            var lockout = site.mailbox().lockouts().outside();
            assertThat(lockout.failures()).isEqualTo(by.equals("unlock") ? 0 : 1);
            assertThat(lockout.lockedByAdministrator()).isEqualTo(by.equals("lock"));
            assertThat(site.mailbox().failedSinceLogon()).isEqualTo(1);
            assertThat(site.mailbox().lastLogon()).isEmpty();
        }

        @Test
        void rightPinStandsBesideAFailuresLockThatOthersBroughtMeanwhile() {
            var site = site(draft -> draft.logonFailuresBeforePinReset = OptionalInt.empty());
            var verdict =
                    duringComparison(
                            site,
                            () ->
                                    site.save(
                                            m ->
                                                    m.with(
                                                            Lockouts.of(
                                                                    charged(
                                                                            m.lockouts().outside(),
                                                                            site,
                                                                            14)))));
            assertThat(verdict).isInstanceOf(Verdict.Admitted.class);
            assertThat(site.mailbox().lockouts().outside().lock()).isEmpty();
        }

        /// Nothing that the charge has read decides the verdict.
        @ParameterizedTest
        @CsvSource({
            "update mailbox_policy set min_pin_length = 8",
            "update mailbox_policy set pin_lifetime_days = 1",
            "update mailbox set pin_must_change = 1",
            "update extension set digits = '39164'",
        })
        void verdictIsByPolicyAndMailboxAsTheyAreAfterTheComparison(String tightened) {
            var site = site();
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
            site.clock.pass(Duration.ofDays(2));
            var verdict = duringComparison(site, () -> site.sql(tightened));
            assertThat(verdict).isInstanceOf(Verdict.MustChange.class);
        }

        @Test
        void verdictHasTheDialPlanAsItIsAfterTheComparison() {
            var site = site();
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
            var verdict =
                    duringComparison(
                            site,
                            () -> site.sql("update dial_plan set voicemail_context = 'other'"));
            assertThat(admission(verdict).mailbox().voicemailBox()).endsWith("@other");
        }

        /// A policy that allows fewer failures counts from the next charge on.
        @Test
        void chargeIsByThePolicyOfItsOwnMoment() {
            var site = site(draft -> draft.logonFailuresBeforePinReset = OptionalInt.empty());
            site.fail(3);
            site.sql("update mailbox_policy set max_logon_attempts = 3");
            assertRefused(site.attempt(RIGHT));
            assertThat(site.signIns(SignInResult.LOCKED)).isEqualTo(1);
        }

        @Test
        void wrongPinOfAnEarlierStreakBringsNothingAboutInThisOne() {
            var site = site();
            site.fail(4);
            var store = new Interrupted(site.store, 2);
            var signIn = site.signIn(store);
            store.before =
                    () -> {
                        site.administration.pins().unlock(site.guid(), ADMINISTRATOR);
                        site.fail(5);
                        site.administration.pins().unlock(site.guid(), ADMINISTRATOR);
                    };
            var version = site.mailbox().pin().version();
            assertRefused(signIn.attempt(KEY, WRONG, CALL));
            site.afterwards.run();
            assertThat(site.mailbox().lockouts().outside().failures()).isZero();
            assertThat(site.mailbox().pin().version()).isEqualTo(version + 1);
        }

        private static Lockout charged(Lockout lockout, Site site, int times) {
            var after = lockout;
            for (var i = 0; i < times; i++)
                after = after.charge(site.mailbox().policy().pin(), site.clock.instant()).after();
            return after;
        }

        /// The attempt with the right PIN, with something happening between charge and verdict.
        private static Verdict duringComparison(Site site, Runnable meanwhile) {
            var store = new Interrupted(site.store, 2);
            store.before = meanwhile;
            return site.signIn(store).attempt(KEY, RIGHT, CALL);
        }
    }

    /// Does something before one of its writes, as another server could.
    private static final class Interrupted implements MailboxStore {
        private final MailboxStore store;
        private int left;
        private Runnable before = () -> {};

        Interrupted(MailboxStore store, int write) {
            this.store = store;
            this.left = write;
        }

        @Override
        public <T> T write(Function<Work, T> work) {
            if (--left == 0) before.run();
            return store.write(work);
        }

        @Override
        public <T> T read(Function<View, T> look) {
            return store.read(look);
        }
    }

    private static PinChange.Prepared.Ready ready(Site site, org.ovalogin.core.pin.Pin pin) {
        return new PinChange.Prepared.Ready(site.sealed(site.mailbox().guid(), pin));
    }

    @Nested
    class Heard {
        @Test
        void failedAttemptsAreToldUntilTheOwnerHasHeardOfThem() {
            var site = site();
            site.fail(3);
            var first = admission(site.attempt(RIGHT));
            assertThat(first.failedBefore()).isEqualTo(3);
            assertThat(site.mailbox().lastLogon()).isEmpty();
            // hung up before hearing of them
            var second = admission(site.attempt(RIGHT));
            assertThat(second.failedBefore()).isEqualTo(3);
            site.fail(1); // somebody tries while the owner listens
            site.signIn.arrived(second);
            assertThat(site.mailbox().failedSinceLogon()).isEqualTo(1);
            assertThat(site.mailbox().lastLogon()).contains(site.clock.instant());
        }

        @Test
        void withNothingToTellTheVerdictItselfSaysThatTheOwnerIsIn() {
            var site = site();
            var admission = admission(site.attempt(RIGHT));
            assertThat(site.mailbox().lastLogon()).contains(site.clock.instant());
            var writes = site.database.writes().transactions();
            site.signIn.arrived(admission);
            assertThat(site.database.writes().transactions()).isEqualTo(writes);
        }

        @Test
        void aForcedChangeIsNoArrival() {
            var site = site();
            site.give(OTHER, true);
            var verdict = site.attempt(OTHER);
            assertThat(verdict).isInstanceOf(Verdict.MustChange.class);
            assertThat(site.mailbox().lastLogon()).isEmpty();
            var must = (Verdict.MustChange) verdict;
            var changed = site.pinChange.commit(site.mailbox(), ready(site, RIGHT), Site.CALLER);
            assertThat(site.mailbox().lastLogon()).isEmpty();
            site.signIn.arrived(must.admission().withNewPin(changed.orElseThrow()));
            assertThat(site.mailbox().lastLogon()).contains(site.clock.instant());
        }

        @Test
        void whoIsInAtOnceStaysSoThroughALaterChange() {
            var site = site();
            var admission = admission(site.attempt(RIGHT));
            var changed =
                    site.pinChange.commit(admission.mailbox(), ready(site, OTHER), Site.CALLER);
            assertThat(changed.orElseThrow().lastLogon()).contains(site.clock.instant());
        }

        @Test
        void twoCallsHearingOfTheSameAttemptsDoNotCountBelowZero() {
            var site = site();
            site.fail(2);
            var one = admission(site.attempt(RIGHT));
            var two = admission(site.attempt(RIGHT));
            site.signIn.arrived(one);
            site.signIn.arrived(two);
            assertThat(site.mailbox().failedSinceLogon()).isZero();
        }
    }

    @Nested
    class Rehashing {
        private final PinHasher dearer = new PinHasher(new PinHasher.Cost(16, 2));

        private Site dearer() {
            site().close();
            var site = Site.at(folder, dearer, new HashSettings(1, 100, Site.WAIT));
            opened = Optional.of(site);
            return site;
        }

        @Test
        void nextSuccessBringsTheHashUpToDateAndChangesNoDate() {
            var site = dearer();
            site.clock.pass(Duration.ofDays(1));
            var before = site.mailbox().pin();
            site.attempt(RIGHT);
            site.afterwards.run();
            var after = site.mailbox().pin();
            assertThat(dearer.outdated(site.safe.hash(site.mailbox().guid(), after.sealed())))
                    .isFalse();
            assertThat(after).isEqualTo(before.rehashed(after.sealed()));
            assertThat(history(site)).containsExactly(after.sealed());
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
        }

        @Test
        void refusalLeavesTheHashAlone() {
            var site = dearer();
            var before = site.mailbox().pin();
            site.fail(1);
            assertThat(site.mailbox().pin()).isEqualTo(before);
        }

        @Test
        void newerPinWins() {
            var site = dearer();
            site.attempt(RIGHT);
            site.pinChange.commit(site.mailbox(), ready(site, OTHER), CALLER);
            var changed = site.mailbox().pin();
            site.afterwards.run();
            assertThat(site.mailbox().pin()).isEqualTo(changed);
            assertThat(history(site)).startsWith(changed.sealed()).hasSize(2);
        }

        private static List<String> history(Site site) {
            return site.store.read(view -> view.mailboxes().pinHistory(site.mailbox().guid(), 20));
        }
    }

    @Nested
    class Overload {
        @Test
        void fullQueueIsUnavailableAndChargesNothing() throws Exception {
            var site = site();
            var settings = new HashSettings(1, 0, Duration.ZERO);
            try (var queue = new HashQueue(Site.HASHER, settings)) {
                var tickets = new java.util.ArrayList<HashQueue.Ticket>();
                for (var t = queue.ticket(); t.isPresent(); t = queue.ticket())
                    tickets.add(t.get());
                var signIn = site.signIn(site.store, queue, site.budgets);
                assertThat(signIn.attempt(KEY, RIGHT, CALL)).isEqualTo(new Verdict.Unavailable());
                assertThat(site.mailbox().lockouts().outside()).isEqualTo(Lockout.NONE);
                assertThat(site.signIns(SignInResult.UNAVAILABLE)).isEqualTo(1);
                tickets.forEach(HashQueue.Ticket::close);
                assertThat(signIn.attempt(KEY, RIGHT, CALL)).isInstanceOf(Verdict.Admitted.class);
            }
        }

        @Test
        void everyTicketIsGivenBackWhateverTheVerdict() {
            var site = site(draft -> draft.maxLogonAttempts = 6);
            try (var queue =
                    new HashQueue(Site.HASHER, new HashSettings(1, 0, Duration.ofMillis(1)))) {
                for (var i = 0; i < 20; i++) {
                    var failing = new FailingStore(site.store, i % 3 + 1, FailingStore.When.BEFORE);
                    site.signIn(failing, queue, site.budgets)
                            .attempt(KEY, i % 5 == 0 ? RIGHT : WRONG, CALL);
                }
                var signIn = site.signIn(site.store, queue, site.budgets);
                assertRefused(signIn.attempt(new MailboxKey("default", "00000"), WRONG, CALL));
            }
        }
    }

    @Nested
    class BrokenStore {
        @ParameterizedTest
        @CsvSource({
            // write, when, charge kept
            "1, BEFORE,       0",
            "1, AFTER_COMMIT, 1",
            "2, BEFORE,       1",
        })
        void rightPinIsUnavailableAndTheChargeStays(
                int write, FailingStore.When when, int charged) {
            var site = site();
            assertThat(attempt(site, write, when, RIGHT)).isEqualTo(new Verdict.Unavailable());
            assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(charged);
            assertThat(site.signIns(SignInResult.SUCCESS)).isZero();
        }

        @Test
        void unknownCommitOfASuccessIsUnavailable() {
            var site = site();
            assertThat(attempt(site, 2, FailingStore.When.AFTER_COMMIT, RIGHT))
                    .isEqualTo(new Verdict.Unavailable());
        }

        @ParameterizedTest
        @CsvSource({"1, BEFORE, 0", "1, AFTER_COMMIT, 1", "2, BEFORE, 1", "2, AFTER_COMMIT, 1"})
        void wrongPinIsUnavailableAndTheChargeStays(
                int write, FailingStore.When when, int charged) {
            var site = site();
            assertThat(attempt(site, write, when, WRONG)).isEqualTo(new Verdict.Unavailable());
            assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(charged);
        }

        @Test
        void whatDoesNotOpenIsUnavailableAndChargesNobody() {
            var site = site();
            var foreign = site.safe.sealHash(UUID.randomUUID(), Site.HASHER.hash(RIGHT), RIGHT);
            site.sql("update mailbox set pin_sealed = '" + foreign + "'");
            assertThat(site.attempt(RIGHT)).isEqualTo(new Verdict.Unavailable());
            assertThat(site.mailbox().lockouts().outside().failures()).isZero();
        }

        private static Verdict attempt(
                Site site, int write, FailingStore.When when, org.ovalogin.core.pin.Pin pin) {
            var store = new FailingStore(site.store, write, when);
            return site.signIn(store).attempt(KEY, pin, CALL);
        }
    }

    @Nested
    class Pinless {
        @Test
        void needsBothFlagsAndASettledPin() {
            var site = site(draft -> draft.allowPinlessVoiceMailAccess = true);
            assertThat(site.signIn.withoutPin(site.mailbox(), Site.CALL)).isEmpty();
            site.sql("update mailbox set mailbox_pinless = 1");
            assertThat(site.signIn.withoutPin(site.mailbox(), Site.CALL))
                    .hasValueSatisfying(
                            admission ->
                                    assertThat(admission.level())
                                            .isEqualTo(Admission.Level.PINLESS));
            site.sql("update mailbox_policy set policy_pinless = 0");
            assertThat(site.signIn.withoutPin(site.mailbox(), Site.CALL)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"lock", "temporary", "disable"})
        void looksAtTheMailboxAsItIsNowAndNotAsItWasFound(String meanwhile) {
            var site = site(draft -> draft.allowPinlessVoiceMailAccess = true);
            site.sql("update mailbox set mailbox_pinless = 1");
            var found = site.mailbox();
            switch (meanwhile) {
                case "lock" -> site.administration.pins().lock(site.guid(), ADMINISTRATOR);
                case "temporary" -> site.give(OTHER, true);
                default -> site.sql("update mailbox set subscriber_access = 0");
            }
            assertThat(site.signIn.withoutPin(found, Site.CALL)).isEmpty();
        }

        @Test
        void isNoSuccessAndClearsNothing() {
            var site = site(draft -> draft.allowPinlessVoiceMailAccess = true);
            site.sql("update mailbox set mailbox_pinless = 1");
            site.fail(3);
            assertThat(site.signIn.withoutPin(site.mailbox(), Site.CALL)).isPresent();
            assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(3);
        }
    }

    @Test
    void interruptedCallIsUnavailableAndChargesNothing() throws Exception {
        var site = site();
        var done = new CountDownLatch(1);
        var verdict = new java.util.concurrent.atomic.AtomicReference<Verdict>();
        var thread =
                Thread.ofVirtual()
                        .unstarted(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    verdict.set(site.attempt(WRONG));
                                    done.countDown();
                                });
        thread.start();
        done.await();
        assertThat(verdict.get()).isEqualTo(new Verdict.Unavailable());
        assertThat(site.mailbox().lockouts().outside()).isEqualTo(Lockout.NONE);
    }
}
