package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.PinResets;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockout.Reason;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.MailboxStore;

class FailureWorkTest {
    private static final Duration HOUR = Duration.ofHours(1);

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

    private static List<Notice.Kind> kinds(List<Notice> mail) {
        return mail.stream().map(Notice::kind).toList();
    }

    @Nested
    class AutomaticReset {
        @Test
        void comesWithTheLastFailureOfTheThresholdAndNotBefore() {
            var site = site();
            site.fail(4);
            assertThat(site.mailbox().pin().version()).isEqualTo(1);
            site.fail(1);
            var mailbox = site.mailbox();
            assertThat(mailbox.pin().version()).isEqualTo(2);
            assertThat(mailbox.pin().mustChange()).isTrue();
            assertThat(mailbox.pin().byOwner()).isFalse();
            assertThat(mailbox.lockouts().outside().failures()).isEqualTo(5);
            assertThat(mailbox.lockouts().outside().streak()).isEqualTo(1);
            assertThat(site.events(Name.AUTOMATIC_RESET)).isEqualTo(1);
        }

        @Test
        void mailsTheNewPinUnderSealAndTheOldOneIsDead() {
            var site = site();
            site.fail(5);
            var mail = site.mail();
            assertThat(kinds(mail)).containsExactly(Notice.Kind.AUTOMATIC_RESET);
            assertThat(mail.getFirst().recipient()).isEqualTo("tony@contoso.com");
            assertThat(mail.getFirst().failures()).isEqualTo(5);
            var pin = site.pins(mail).getFirst();
            assertThat(pin.digits()).hasSize(6);
            assertThat(site.texts("select pin_sealed from outbox"))
                    .allMatch(text -> text.matches("v1:[0-9a-f]{8}:.+"))
                    .noneMatch(text -> text.contains(pin.digits()));
            assertThat(site.attempt(RIGHT)).isEqualTo(new Verdict.Refused());
            assertThat(site.attempt(pin)).isInstanceOf(Verdict.MustChange.class);
        }

        @Test
        void comesOnceInAStreakAndAgainInTheNext() {
            var site = site();
            site.fail(14);
            assertThat(site.events(Name.AUTOMATIC_RESET)).isEqualTo(1);
            site.administration.pins().unlock(site.guid(), ADMINISTRATOR);
            site.pinChange.commit(
                    site.mailbox(),
                    new PinChange.Prepared.Ready(site.sealed(site.mailbox().guid(), OTHER)),
                    CALLER);
            site.fail(5);
            assertThat(site.events(Name.AUTOMATIC_RESET)).isEqualTo(2);
        }

        @Test
        void leavesATemporaryPinAloneButTheLockStillComes() {
            var site = site();
            site.give(OTHER, true);
            site.fail(15);
            assertThat(site.events(Name.AUTOMATIC_RESET)).isZero();
            assertThat(site.mailbox().pin().version()).isEqualTo(2);
            assertThat(site.mailbox().locked(site.clock.instant())).isTrue();
        }

        @Test
        void leavesAPinAloneThatLapsedSinceTheCharge() {
            var site = site();
            site.give(OTHER, false);
            for (var i = 0; i < 5; i++) site.attempt(WRONG);
            site.clock.pass(Duration.ofDays(8));
            site.afterwards.run();
            assertThat(site.events(Name.AUTOMATIC_RESET)).isZero();
            assertThat(site.mailbox().lockouts().outside().resetOwed()).isEmpty();
        }

        @Test
        void neverComesWhereItIsUnlimited() {
            var site = site(draft -> draft.logonFailuresBeforePinReset = OptionalInt.empty());
            site.fail(15);
            assertThat(site.mailbox().pin().version()).isEqualTo(1);
        }

        @Test
        void isNotBroughtByAWrongPinThatWasChargedBeforeTheThreshold() {
            var site = site();
            site.fail(3);
            // the fifth is charged, and may be right, when the fourth proves wrong
            site.save(m -> m.with(chargeOnce(m)));
            var fourth = site.mailbox();
            site.save(m -> m.with(chargeOnce(m)));
            site.signIn(new AlreadyCharged(site.store, fourth)).attempt(KEY, WRONG, Site.CALL);
            site.afterwards.run();
            assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(5);
            assertThat(site.mailbox().pin().version()).isEqualTo(1);
        }

        private static Lockouts chargeOnce(Mailbox mailbox) {
            return mailbox.lockouts()
                    .charge(Lockouts.Path.OUTSIDE, mailbox.policy().pin(), mailbox.pin().setAt())
                    .after();
        }

        @Test
        void replacesAnOlderUnsentPin() {
            var site = site();
            site.administration
                    .pins()
                    .reset(site.guid(), PinResets.Reset.generated(false, true), ADMINISTRATOR);
            site.fail(5);
            assertThat(kinds(site.mail()))
                    .containsExactlyInAnyOrder(
                            Notice.Kind.RESET_NOTICE, Notice.Kind.AUTOMATIC_RESET);
            assertThat(site.number("select count(*) from outbox where pin_sealed is not null"))
                    .isEqualTo(1);
        }
    }

    @Nested
    class AfterACrash {
        @Test
        void startCompletesWhatWasOwed() {
            var site = site();
            for (var i = 0; i < 15; i++) site.attempt(WRONG);
            site.sql("update mailbox set lock_told = 0"); // killed between charge and verdict
            site.sql("delete from outbox");
            site.afterwards.crash();
            site.close();
            var next = Site.at(folder);
            opened = Optional.of(next);
            next.failureWork.completeAll();
            assertThat(next.mailbox().pin().version()).isEqualTo(2);
            assertThat(kinds(next.mail()))
                    .containsExactlyInAnyOrder(Notice.Kind.LOCKED, Notice.Kind.AUTOMATIC_RESET);
            next.failureWork.completeAll();
            assertThat(next.mail()).isEmpty();
            assertThat(next.events(Name.AUTOMATIC_RESET)).isEqualTo(1);
        }

        @Test
        void nextRefusedChargeCompletesWhatWasOwed() {
            var site = site();
            for (var i = 0; i < 15; i++) site.attempt(WRONG);
            site.afterwards.crash();
            site.attempt(WRONG);
            assertThat(site.afterwards.idle()).as("a verdict may still be on its way").isTrue();
            site.clock.pass(Duration.ofSeconds(31));
            site.attempt(WRONG);
            site.afterwards.run();
            assertThat(site.events(Name.AUTOMATIC_RESET)).isEqualTo(1);
            assertThat(site.events(Name.LOCKED)).isEqualTo(1);
        }

        @Test
        void nextWrongPinCompletesWhatWasOwed() {
            var site = site();
            for (var i = 0; i < 5; i++) site.attempt(WRONG);
            site.afterwards.crash();
            site.fail(1);
            assertThat(site.mailbox().pin().version()).isEqualTo(2);
        }

        @Test
        void successInBetweenMakesItUnowed() {
            var site = site();
            for (var i = 0; i < 5; i++) site.attempt(WRONG);
            site.afterwards.crash();
            site.attempt(RIGHT);
            site.failureWork.completeAll();
            assertThat(site.mailbox().pin().version()).isEqualTo(1);
        }

        @Test
        void completedTwiceAtOnceItIsDoneOnce() throws Exception {
            var site = site();
            for (var i = 0; i < 5; i++) site.attempt(WRONG);
            try (var second = Site.at(folder)) {
                second.clock.pass(Duration.ZERO);
                var threads =
                        List.of(
                                Thread.ofVirtual().start(site.failureWork::completeAll),
                                Thread.ofVirtual().start(second.failureWork::completeAll),
                                Thread.ofVirtual().start(site.failureWork::completeAll));
                for (var thread : threads) thread.join();
            }
            assertThat(site.events(Name.AUTOMATIC_RESET)).isEqualTo(1);
            assertThat(site.mailbox().pin().version()).isEqualTo(2);
        }
    }

    @Nested
    class LockOut {
        private Site locked(Consumer<PinPolicy.Draft> policy) {
            var site =
                    site(
                            draft -> {
                                draft.logonFailuresBeforePinReset = OptionalInt.empty();
                                policy.accept(draft);
                            });
            site.fail(15);
            return site;
        }

        @Test
        void tellsTheOwnerOnce() {
            var site = locked(_ -> {});
            site.fail(20);
            var mail = site.mail();
            assertThat(kinds(mail)).containsExactly(Notice.Kind.LOCKED);
            assertThat(mail.getFirst().failures()).isEqualTo(15);
            assertThat(mail.getFirst().secret().sealed()).isEmpty();
            assertThat(site.events(Name.LOCKED)).isEqualTo(1);
            assertThat(site.signIns(SignInResult.LOCKED)).isEqualTo(20);
        }

        @Test
        void liftedByTimeBuysOneComparisonAPeriod() {
            var site = locked(draft -> draft.lockoutDuration = Optional.of(HOUR));
            for (var period = 1; period <= 3; period++) {
                site.clock.pass(HOUR.minusMillis(1));
                site.fail(3);
                assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(14 + period);
                site.clock.pass(Duration.ofMillis(1));
                site.fail(3);
                assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(15 + period);
                assertThat(site.events(Name.LOCK_LIFTED)).isEqualTo(period);
                assertThat(site.events(Name.LOCKED)).isEqualTo(1 + period);
                assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(15);
            }
            site.clock.pass(HOUR);
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.Admitted.class);
            assertThat(site.mailbox().lockouts().outside().lock()).isEmpty();
        }

        @Test
        void atAHundredChargesOnlyAnAdministratorLifts() {
            var site = locked(draft -> draft.lockoutDuration = Optional.of(HOUR));
            for (var i = 0; i < 90; i++) {
                site.clock.pass(HOUR);
                site.fail(1);
            }
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(100);
            site.clock.pass(Duration.ofDays(365));
            assertThat(site.attempt(RIGHT)).isEqualTo(new Verdict.Refused());
            assertThat(site.administration.pins().unlock(site.guid(), ADMINISTRATOR)).isTrue();
            assertThat(site.attempt(RIGHT)).isInstanceOf(Verdict.MustChange.class);
        }

        @Test
        void clockSetBackKeepsTheLock() {
            var site = locked(draft -> draft.lockoutDuration = Optional.of(HOUR));
            site.clock.pass(Duration.ofDays(-30));
            assertThat(site.attempt(RIGHT)).isEqualTo(new Verdict.Refused());
            assertThat(site.mailbox().lockouts().outside().failures()).isEqualTo(15);
        }

        @Test
        void administratorsLockIsLiftedNeitherByTimeNorByTheRightPin() {
            var site = site(draft -> draft.lockoutDuration = Optional.of(HOUR));
            assertThat(site.administration.pins().lock(site.guid(), ADMINISTRATOR)).isTrue();
            assertThat(site.administration.pins().lock(site.guid(), ADMINISTRATOR)).isFalse();
            site.clock.pass(Duration.ofDays(30));
            assertThat(site.attempt(RIGHT)).isEqualTo(new Verdict.Refused());
            assertThat(site.mailbox().lockouts().outside().lockedByAdministrator()).isTrue();
            assertThat(kinds(site.mail())).containsExactly(Notice.Kind.LOCKED_BY_ADMINISTRATOR);
        }

        @Test
        void tightenedPolicyLocksAtTheNextAttemptAndTellsTheOwnerAtOnce() {
            var site = site(draft -> draft.logonFailuresBeforePinReset = OptionalInt.empty());
            site.fail(10);
            site.sql("update mailbox_policy set max_logon_attempts = 8");
            assertThat(site.attempt(RIGHT)).isEqualTo(new Verdict.Refused());
            assertThat(site.signIns(SignInResult.WRONG_PIN)).isEqualTo(10);
            assertThat(site.signIns(SignInResult.LOCKED)).isEqualTo(1);
            assertThat(site.mailbox().lockouts().outside().lock().orElseThrow().reason())
                    .isEqualTo(Reason.FAILURES);
            assertThat(kinds(site.mail())).containsExactly(Notice.Kind.LOCKED);
            assertThat(site.events(Name.LOCKED)).isEqualTo(1);
        }

        @Test
        void isNotToldWhileTheLastAttemptMayStillBeRight() {
            var site = site(draft -> draft.maxLogonAttempts = 6);
            site.fail(4);
            site.attempt(WRONG); // the fifth makes the reset due, which is done only later
            site.save(
                    m ->
                            m.with(
                                    m.lockouts()
                                            .charge(
                                                    Lockouts.Path.OUTSIDE,
                                                    m.policy().pin(),
                                                    site.clock.instant())
                                            .after()));
            site.afterwards.run();
            assertThat(site.events(Name.LOCKED)).isZero();
        }
    }

    /// A store on which the mailbox has been charged for this attempt already, at its own place
    /// among the others.
    private static final class AlreadyCharged implements MailboxStore {
        private final MailboxStore store;
        private final Mailbox before;
        private boolean first = true;

        AlreadyCharged(MailboxStore store, Mailbox charged) {
            this.store = store;
            this.before = charged;
        }

        @Override
        public <T> T write(Function<Work, T> work) {
            if (!first) return store.write(work);
            first = false;
            var later = store.read(view -> view.mailboxes().find(before.guid()).orElseThrow());
            store.change(w -> w.mailboxes().save(before.with(third(before))));
            var result = store.write(work);
            store.change(w -> w.mailboxes().save(later));
            return result;
        }

        private static Lockouts third(Mailbox charged) {
            var lockout = charged.lockouts().outside();
            return Lockouts.of(
                    new Lockout(
                            lockout.failures() - 1,
                            lockout.streak(),
                            lockout.charges() - 1,
                            lockout.resetInStreak(),
                            lockout.resetOwed(),
                            lockout.lock()));
        }

        @Override
        public <T> T read(Function<View, T> look) {
            return store.read(look);
        }
    }
}
