package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.pin.Lockouts.Path.OUTSIDE;
import static org.ovalogin.core.pin.Lockouts.Path.TRUSTED;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.pin.Lockouts.Path;

class LockoutsTest {
    private static final Instant T = Instant.parse("2026-11-02T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final PinPolicy ONE = PinPolicy.EXCHANGE;
    private static final PinPolicy TWO = separate(ONE);
    private static final PinPolicy LIFTING =
            ONE.with(draft -> draft.lockoutDuration = Optional.of(HOUR));

    private static PinPolicy separate(PinPolicy policy) {
        return policy.with(draft -> draft.separateTrustedLockout = true);
    }

    private static Lockouts charged(Lockouts before, Path path, PinPolicy policy, int times) {
        var lockouts = before;
        for (var i = 0; i < times; i++) lockouts = lockouts.charge(path, policy, T).after();
        return lockouts;
    }

    private static int granted(Lockouts before, Path path, PinPolicy policy) {
        var lockouts = before;
        for (var granted = 0; ; granted++) {
            var charge = lockouts.charge(path, policy, T);
            if (!charge.granted()) return granted;
            lockouts = charge.after();
        }
    }

    @Nested
    class Ends {
        private static final Instant LATER = T.plusSeconds(600);

        private final PinPolicy separate = separate(LIFTING);
        private final Lockouts both =
                new Lockouts(locked(T), locked(LATER)); // own phone ten minutes later

        private static Lockout locked(Instant at) {
            var lockout = Lockout.NONE;
            for (var i = 0; i < 15; i++) lockout = lockout.charge(LIFTING, at).after();
            return lockout;
        }

        @Test
        void eachPathHasItsOwn() {
            assertThat(both.lockedUntil(OUTSIDE, separate, LATER)).contains(T.plus(HOUR));
            assertThat(both.lockedUntil(TRUSTED, separate, LATER)).contains(LATER.plus(HOUR));
            assertThat(both.lockedUntil(separate, LATER)).contains(LATER.plus(HOUR));
        }

        @Test
        void aLockOnEitherPathRefusesBothWhileTheyAreOne() {
            for (var path : Path.values())
                assertThat(both.lockedUntil(path, LIFTING, LATER)).contains(LATER.plus(HOUR));
        }

        @Test
        void aPathThatIsNotLockedHasNone() {
            var outside = new Lockouts(locked(T), Lockout.NONE);
            assertThat(outside.lockedUntil(TRUSTED, separate, T)).isEmpty();
            assertThat(outside.lockedUntil(separate, T)).contains(T.plus(HOUR));
            assertThat(outside.lockedUntil(separate, T.plus(HOUR))).isEmpty();
        }

        @Test
        void aLockThatOnlyAPersonLiftsLeavesNone() {
            var mixed = new Lockouts(locked(T), locked(T).lockByAdministrator(T));
            assertThat(mixed.lockedUntil(OUTSIDE, separate, T)).contains(T.plus(HOUR));
            assertThat(mixed.lockedUntil(TRUSTED, separate, T)).isEmpty();
            assertThat(mixed.lockedUntil(separate, T)).isEmpty();
            assertThat(mixed.lockedUntil(OUTSIDE, LIFTING, T)).isEmpty();
            assertThat(both.lockedUntil(ONE, LATER)).isEmpty();
        }
    }

    @Nested
    class Separate {
        private final Lockouts outsideLocked = charged(Lockouts.NONE, OUTSIDE, TWO, 15);

        @Test
        void outsideFailuresLockTheOutsideAlone() {
            assertThat(outsideLocked.locked(OUTSIDE, TWO, T)).isTrue();
            assertThat(outsideLocked.locked(TRUSTED, TWO, T)).isFalse();
            assertThat(outsideLocked.trusted()).isEqualTo(Lockout.NONE);
            assertThat(outsideLocked.locked(TWO, T)).isTrue();
        }

        @Test
        void eachPathHasItsOwnBoundAndNeitherTheOthers() {
            assertThat(granted(Lockouts.NONE, OUTSIDE, TWO)).isEqualTo(15);
            assertThat(granted(outsideLocked, TRUSTED, TWO)).isEqualTo(15);
        }

        @Test
        void outsideFailuresNeverMakeTheResetDue() {
            assertThat(outsideLocked.resetOwed(TWO)).isEmpty();
            assertThat(charged(Lockouts.NONE, TRUSTED, TWO, 5).resetOwed(TWO)).contains(TRUSTED);
        }

        @Test
        void successClearsItsOwnPathOnly() {
            var charge = charged(outsideLocked, TRUSTED, TWO, 3).charge(TRUSTED, TWO, T);
            var after = charge.after().success(charge, TWO).orElseThrow();
            assertThat(after.outside()).isEqualTo(outsideLocked.outside());
            assertThat(after.trusted().failures()).isZero();
            assertThat(after.trusted().streak()).isEqualTo(2);
        }

        @Test
        void aLockOfTheOtherPathIsNoneOfThisChargesToTellOf() {
            var charge = outsideLocked.charge(TRUSTED, TWO, T);
            assertThat(charge.after().locksUntold(charge)).isEmpty();
            assertThat(charge.after().locksUntold()).containsExactly(OUTSIDE);
            assertThat(charge.after().lockTold(charge.after().locksUntold()).locksUntold())
                    .isEmpty();
        }

        @Test
        void timeLiftsEachLockForItself() {
            var policy = separate(LIFTING);
            var later = T.plus(HOUR);
            var charge = outsideLocked.charge(OUTSIDE, policy, later);
            assertThat(charge.granted() && charge.lifted()).isTrue();
            assertThat(charge.after().charge(OUTSIDE, policy, later).granted()).isFalse();
            assertThat(charge.after().trusted()).isEqualTo(Lockout.NONE);
        }

        @Test
        void administratorsLockAndUnlockBoth() {
            var locked = charged(outsideLocked, TRUSTED, TWO, 2).lockByAdministrator(T);
            for (var path : Path.values()) assertThat(locked.locked(path, TWO, T)).isTrue();
            var unlocked = locked.unlock();
            for (var path : Path.values()) assertThat(unlocked.locked(path, TWO, T)).isFalse();
            assertThat(unlocked.outside()).isEqualTo(unlocked.trusted());
        }

        @Test
        void unlockBeginsAStreakThatNeitherPathHasHad() {
            var charge = outsideLocked.charge(TRUSTED, TWO, T);
            var ahead = charge.after().success(charge, TWO).orElseThrow();
            assertThat(ahead.trusted().streak()).isEqualTo(2);
            assertThat(ahead.unlock().outside().streak()).isEqualTo(3);
        }
    }

    @Nested
    class OneCount {
        @Test
        void everyAttemptCountsOnBothAndEitherLockRefuses() {
            var mixed = charged(charged(Lockouts.NONE, OUTSIDE, ONE, 8), TRUSTED, ONE, 7);
            assertThat(mixed.outside()).isEqualTo(mixed.trusted());
            for (var path : Path.values()) assertThat(mixed.locked(path, ONE, T)).isTrue();
        }

        @Test
        void successClearsBoth() {
            var charge = charged(Lockouts.NONE, OUTSIDE, ONE, 3).charge(TRUSTED, ONE, T);
            var after = charge.after().success(charge, ONE).orElseThrow();
            assertThat(after.failures()).isZero();
            assertThat(after.outside()).isEqualTo(after.trusted());
        }
    }

    @Nested
    class TurningIt {
        @Test
        void onKeepsALockOfTheOneCountOnBothPaths() {
            var locked = charged(Lockouts.NONE, OUTSIDE, ONE, 15);
            for (var path : Path.values()) assertThat(locked.locked(path, TWO, T)).isTrue();
        }

        @Test
        void onGivesNeitherPathMoreThanTheOneCountLeft() {
            var nearly = charged(Lockouts.NONE, OUTSIDE, ONE, 14);
            assertThat(granted(nearly, TRUSTED, TWO)).isOne();
            assertThat(granted(nearly, OUTSIDE, TWO)).isOne();
        }

        @Test
        void offTakesTheStricterOfTheTwo() {
            var lockouts = charged(charged(Lockouts.NONE, OUTSIDE, TWO, 12), TRUSTED, TWO, 4);
            assertThat(granted(lockouts, TRUSTED, ONE)).isEqualTo(3);
            var locked = charged(lockouts, OUTSIDE, TWO, 3);
            assertThat(locked.locked(TRUSTED, ONE, T)).isTrue();
            assertThat(granted(locked, TRUSTED, ONE)).isZero();
        }

        @Test
        void offAndOnAgainTakesAwayWhatWasTriedMeanwhile() {
            var lockouts = charged(charged(Lockouts.NONE, OUTSIDE, TWO, 12), TRUSTED, TWO, 4);
            var back = charged(lockouts, OUTSIDE, ONE, 2);
            assertThat(granted(back, OUTSIDE, TWO)).isOne();
            assertThat(granted(back, TRUSTED, TWO)).isEqualTo(9);
        }

        @Test
        void onWhileAChargeIsUnderWayLetsItClearItsOwnPathOnly() {
            var charge = charged(Lockouts.NONE, OUTSIDE, ONE, 3).charge(TRUSTED, ONE, T);
            var after = charge.after().success(charge, TWO).orElseThrow();
            assertThat(after.trusted().failures()).isZero();
            assertThat(after.outside()).isEqualTo(charge.after().outside());
        }

        @Test
        void offWhileAChargeIsUnderWayLosesNoLockOfTheOtherPath() {
            var outsideLocked = charged(Lockouts.NONE, OUTSIDE, TWO, 15);
            var charge = outsideLocked.charge(TRUSTED, TWO, T);
            var after = charge.after().success(charge, ONE).orElseThrow();
            assertThat(after.outside()).isEqualTo(outsideLocked.outside());
            assertThat(after.locked(TRUSTED, ONE, T)).isTrue();
        }
    }

    @Test
    void whatOnePathGrantsIsNotTakenWhereTheOtherRefuses() {
        var lockouts = charged(charged(Lockouts.NONE, OUTSIDE, TWO, 8), TRUSTED, TWO, 4);
        var tightened = ONE.with(draft -> draft.maxLogonAttempts = 8);
        var charge = lockouts.charge(TRUSTED, tightened, T);
        assertThat(charge.granted()).isFalse();
        assertThat(charge.after().trusted()).isEqualTo(lockouts.trusted());
        assertThat(charge.after().outside().lock()).isPresent();
        assertThat(charge.after().locksUntold(charge)).containsExactly(OUTSIDE);
    }

    @Test
    void resetMadeForOnePathIsMadeForBoth() {
        var after = charged(Lockouts.NONE, OUTSIDE, ONE, 5).resetMade();
        assertThat(charged(after, OUTSIDE, ONE, 5).resetOwed(ONE)).isEmpty();
        assertThat(charged(after, TRUSTED, TWO, 5).resetOwed(TWO)).isEmpty();
    }
}
