package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.pin.Lockout.Reason;

class LockoutTest {
    private static final Instant T = Instant.parse("2026-11-02T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final PinPolicy POLICY = policy(5, 15);
    private static final PinPolicy LIFTING =
            POLICY.with(draft -> draft.lockoutDuration = Optional.of(HOUR));

    private static PinPolicy policy(int reset, int max) {
        return PinPolicy.EXCHANGE.with(
                draft -> {
                    draft.logonFailuresBeforePinReset = OptionalInt.of(reset);
                    draft.maxLogonAttempts = max;
                });
    }

    private static Lockout charged(PinPolicy policy, int times) {
        var lockout = Lockout.NONE;
        for (var i = 0; i < times; i++) lockout = lockout.charge(policy, T).after();
        return lockout;
    }

    @Nested
    class Charging {
        @ParameterizedTest
        @CsvSource({
            // reset, max, charges asked for, granted, locked, reset due
            "5, 15,  0,  0, false, false",
            "5, 15,  1,  1, false, false",
            "5, 15,  4,  4, false, false",
            "5, 15,  5,  5, false, true",
            "5, 15, 14, 14, false, true",
            "5, 15, 15, 15, true,  true",
            "5, 15, 99, 15, true,  true",
            "1,  2,  1,  1, false, true",
            "1,  2,  2,  2, true,  true",
            "998, 999, 997, 997, false, false",
            "998, 999, 998, 998, false, true",
            "998, 999, 2000, 999, true, true",
        })
        void chargesAreGrantedUpToMaxLogonAttempts(
                int reset, int max, int asked, int granted, boolean locked, boolean due) {
            var policy = policy(reset, max);
            var lockout = Lockout.NONE;
            var count = 0;
            for (var i = 0; i < asked; i++) {
                var charge = lockout.charge(policy, T);
                if (charge.granted()) count++;
                lockout = charge.after();
            }
            assertThat(count).isEqualTo(granted);
            assertThat(lockout.failures()).isEqualTo(granted);
            assertThat(lockout.charges()).isEqualTo(granted);
            assertThat(lockout.locked(policy, T)).isEqualTo(locked);
            assertThat(lockout.lockUntold()).isEqualTo(locked);
            assertThat(lockout.resetOwed().isPresent()).isEqualTo(due);
            assertThat(lockout.streak()).isEqualTo(1);
        }

        @Test
        void oneAttemptLocksAtOnceWhereOnlyOneIsAllowed() {
            var one =
                    PinPolicy.EXCHANGE.with(
                            draft -> {
                                draft.logonFailuresBeforePinReset = OptionalInt.empty();
                                draft.maxLogonAttempts = 1;
                            });
            var charge = Lockout.NONE.charge(one, T);
            assertThat(charge.granted()).isTrue();
            assertThat(charge.after().locked(one, T)).isTrue();
        }

        @Test
        void refusedChargeChangesNothing() {
            var locked = charged(POLICY, 15);
            var charge = locked.charge(POLICY, T.plus(HOUR));
            assertThat(charge.granted()).isFalse();
            assertThat(charge.after()).isEqualTo(locked);
        }

        @Test
        void resetIsNeverDueWhereItIsUnlimited() {
            var nist = charged(PinPolicy.NIST, 15);
            assertThat(nist.resetOwed()).isEmpty();
        }

        @Test
        void resetIsDueOnceInAStreak() {
            var after = charged(POLICY, 5).resetMade();
            var more = after.charge(POLICY, T).after();
            assertThat(more.resetOwed()).isEmpty();
            assertThat(more.failures()).isEqualTo(6);
            var nextStreak = more.success();
            for (var i = 0; i < 5; i++) nextStreak = nextStreak.charge(POLICY, T).after();
            assertThat(nextStreak.resetOwed()).contains(T);
        }

        @Test
        void tightenedPolicyLocksInsteadOfGranting() {
            var charge = charged(POLICY, 8).charge(policy(5, 8), T);
            assertThat(charge.granted()).isFalse();
            assertThat(charge.after().lock().map(Lockout.Lock::reason)).contains(Reason.FAILURES);
            assertThat(charge.after().lockUntold()).isTrue();
            assertThat(charge.after().charges()).isEqualTo(8);
        }

        @Test
        void loosenedPolicyDoesNotLift() {
            assertThat(charged(POLICY, 15).charge(policy(5, 20), T).granted()).isFalse();
        }
    }

    @Nested
    class NewStreaks {
        @Test
        void successStartsAnewAndClearsAFailuresLock() {
            var after = charged(POLICY, 15).resetMade().success();
            assertThat(after)
                    .isEqualTo(new Lockout(0, 2, 0, false, Optional.empty(), Optional.empty()));
        }

        @Test
        void administratorsUnlockStartsAnewWhateverTheLock() {
            var byFailures = charged(POLICY, 15).unlock();
            var byAdministrator = charged(POLICY, 3).lockByAdministrator(T).unlock();
            assertThat(byFailures).isEqualTo(byAdministrator);
            assertThat(byFailures.streak()).isEqualTo(2);
            assertThat(byFailures.lock()).isEmpty();
        }

        @Test
        void resetMadeWaivedAndToldOfLockKeepStreakAndCount() {
            var locked = charged(POLICY, 15);
            for (var after :
                    new Lockout[] {locked.resetMade(), locked.resetWaived(), locked.lockTold()}) {
                assertThat(after.streak()).isEqualTo(locked.streak());
                assertThat(after.failures()).isEqualTo(15);
                assertThat(after.charges()).isEqualTo(15);
                assertThat(after.locked(POLICY, T)).isTrue();
            }
            assertThat(locked.resetMade().resetInStreak()).isTrue();
            assertThat(locked.resetWaived().resetInStreak()).isFalse();
            assertThat(locked.lockTold().lockUntold()).isFalse();
        }
    }

    @Nested
    class AdministratorsLock {
        @Test
        void isNotLiftedByTime() {
            var locked = charged(LIFTING, 3).lockByAdministrator(T);
            assertThat(locked.locked(LIFTING, T.plus(Duration.ofDays(999)))).isTrue();
            assertThat(locked.charge(LIFTING, T.plus(Duration.ofDays(999))).granted()).isFalse();
            assertThat(locked.lockUntold()).isFalse();
        }

        @Test
        void replacesAFailuresLockSoThatTimeLiftsItNoMore() {
            var locked = charged(LIFTING, 15).lockByAdministrator(T);
            assertThat(locked.lockedByAdministrator()).isTrue();
            assertThat(locked.charge(LIFTING, T.plus(HOUR)).granted()).isFalse();
            assertThat(locked.failures()).isEqualTo(15);
        }
    }

    @Nested
    class LockoutDuration {
        @ParameterizedTest
        @CsvSource({"0, false", "3599, false", "3600, true", "7200, true", "-3600, false"})
        void liftsAfterItsTimeAndNotBefore(long seconds, boolean granted) {
            var charge = charged(LIFTING, 15).charge(LIFTING, T.plusSeconds(seconds));
            assertThat(charge.granted()).isEqualTo(granted);
            assertThat(charge.lifted()).isEqualTo(granted);
        }

        @Test
        void buysOneComparisonForEachPeriod() {
            var lockout = charged(LIFTING, 15);
            var now = T;
            for (var period = 1; period <= 3; period++) {
                now = now.plus(HOUR);
                var first = lockout.charge(LIFTING, now);
                assertThat(first.granted()).isTrue();
                assertThat(first.after().failures()).isEqualTo(15);
                var second = first.after().charge(LIFTING, now);
                assertThat(second.granted()).isFalse();
                lockout = second.after();
            }
            assertThat(lockout.charges()).isEqualTo(18);
        }

        @Test
        void passedSeveralTimesOverStillBuysOne() {
            var charge = charged(LIFTING, 15).charge(LIFTING, T.plus(HOUR.multipliedBy(50)));
            var next = charge.after().charge(LIFTING, T.plus(HOUR.multipliedBy(50)));
            assertThat(next.granted()).isFalse();
        }

        @Test
        void endsAtAHundredCharges() {
            var lockout = Lockout.NONE;
            var now = T;
            var granted = 0;
            for (var i = 0; i < 1000; i++) {
                var charge = lockout.charge(LIFTING, now);
                if (charge.granted()) granted++;
                lockout = charge.after();
                now = now.plus(HOUR);
            }
            assertThat(granted).isEqualTo(100);
            assertThat(lockout.locked(LIFTING, now.plus(Duration.ofDays(999)))).isTrue();
            assertThat(lockout.unlock().charge(LIFTING, now).granted()).isTrue();
        }

        @Test
        void tellsWhenTheLockEnds() {
            assertThat(charged(LIFTING, 14).lockEnds(LIFTING)).isEmpty();
            assertThat(charged(LIFTING, 15).lockEnds(LIFTING)).contains(T.plus(HOUR));
            assertThat(charged(LIFTING, 15).lockEnds(POLICY)).isEmpty();
            assertThat(Lockout.NONE.lockByAdministrator(T).lockEnds(LIFTING)).isEmpty();
        }

        @Test
        void tellsNoEndAtAHundredCharges() {
            var lockout = charged(LIFTING, 15);
            var now = T;
            while (lockout.charges() < 99) {
                now = now.plus(HOUR);
                lockout = lockout.charge(LIFTING, now).after();
            }
            assertThat(lockout.lockEnds(LIFTING)).contains(now.plus(HOUR));
            var last = lockout.charge(LIFTING, now.plus(HOUR)).after();
            assertThat(last.charges()).isEqualTo(100);
            assertThat(last.locked(LIFTING, now.plus(HOUR.multipliedBy(9)))).isTrue();
            assertThat(last.lockEnds(LIFTING)).isEmpty();
        }

        @Test
        void givenLaterAppliesToALockThatStandsAlready() {
            assertThat(charged(POLICY, 15).charge(LIFTING, T.plus(HOUR)).granted()).isTrue();
        }

        @Test
        void clockSetBackKeepsTheLock() {
            var locked = charged(LIFTING, 15);
            assertThat(locked.locked(LIFTING, T.minus(Duration.ofDays(400)))).isTrue();
        }
    }
}
