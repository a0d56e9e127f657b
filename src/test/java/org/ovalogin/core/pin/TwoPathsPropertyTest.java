package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.ovalogin.core.pin.CountingSteps.Kind;
import org.ovalogin.core.pin.Lockouts.Path;

/// As [CountingPropertyTest], with attempts from the own phone and from elsewhere, and
/// `SeparateTrustedLockout` turned on and off at any moment.
class TwoPathsPropertyTest {
    private static final Arbitrary<Kind> HELPED =
            Arbitraries.frequencyOf(
                    Tuple.of(12, Arbitraries.of(Kind.CHARGE_WRONG, Kind.COMPARE, Kind.VERDICT)),
                    Tuple.of(2, Arbitraries.of(Kind.TIME, Kind.CRASH, Kind.DAY, Kind.ALLOW)));

    record Step(Kind kind, Path path, int which) {}

    private record Attempt(Lockouts.Charge charge, long pinVersion, boolean right) {}

    /// A path and the number of its streak.
    private record Streak(Path path, long number) {}

    /// The mailbox, with books of its own beside the code's.
    private static final class Model {
        PinPolicy policy;
        Lockouts lockouts = Lockouts.NONE;
        long pinVersion = 1;
        Instant now = Instant.parse("2026-11-02T08:00:00Z");
        final List<Attempt> charged = new ArrayList<>();
        final List<Attempt> compared = new ArrayList<>();
        final Map<Streak, Integer> comparisons = new HashMap<>();
        final Map<Streak, Integer> periods = new HashMap<>();
        int total;
        int allowed;
        Optional<Instant> lastAllowed = Optional.empty();

        Model(PinPolicy policy) {
            this.policy = policy;
        }

        void run(Step step) {
            switch (step.kind) {
                case CHARGE_RIGHT, CHARGE_WRONG ->
                        charge(step.path, step.kind == Kind.CHARGE_RIGHT);
                case COMPARE -> taken(charged, step).ifPresent(this::compare);
                case VERDICT -> taken(compared, step).ifPresent(this::verdict);
                case CRASH -> taken(charged, step);
                case UNLOCK -> lockouts = lockouts.unlock();
                case RESET -> {
                    lockouts = lockouts.unlock();
                    pinVersion++;
                }
                case LOCK -> lockouts = lockouts.lockByAdministrator(now);
                case AUTOMATIC_RESET -> automaticReset();
                case CHANGE -> pinVersion++;
                case TIME -> {
                    now = now.plus(Duration.ofMinutes(1));
                    for (var path : Path.values())
                        periods.merge(streak(path, lockouts), 1, Integer::sum);
                }
                case DAY -> {
                    now = now.plus(Duration.ofDays(1));
                    for (var path : Path.values())
                        periods.merge(streak(path, lockouts), 1, Integer::sum);
                }
                case ALLOW -> allow();
                case BLOCK -> block();
                case TURN -> turn();
            }
            check();
        }

        private static Optional<Attempt> taken(List<Attempt> from, Step step) {
            return from.isEmpty()
                    ? Optional.empty()
                    : Optional.of(from.remove(step.which % from.size()));
        }

        private void charge(Path path, boolean right) {
            var before = lockouts;
            var charge = lockouts.charge(path, policy, now);
            lockouts = charge.after();
            if (charge.granted()) charged.add(new Attempt(charge, pinVersion, right));
            var locked = before.locked(path, policy, now);
            if (locked) assertThat(charge.granted()).isFalse();
            if (!policy.separateTrustedLockout()) return;
            var other = path == Path.OUTSIDE ? Path.TRUSTED : Path.OUTSIDE;
            assertThat(lockouts.on(other)).isEqualTo(before.on(other));
            if (path == Path.OUTSIDE)
                assertThat(lockouts.resetOwed(policy)).isEqualTo(before.resetOwed(policy));
        }

        /// On every path that it was counted on: the calls of both shared what that path had.
        private void compare(Attempt attempt) {
            compared.add(attempt);
            total++;
            for (var path : attempt.charge.counted())
                comparisons.merge(streak(path, attempt.charge.after()), 1, Integer::sum);
        }

        private void verdict(Attempt attempt) {
            if (!attempt.right
                    || attempt.pinVersion != pinVersion
                    || lockouts.lockedByAdministrator()) return;
            var before = lockouts;
            var path = attempt.charge.path();
            var after = lockouts.success(attempt.charge, policy);
            var blocked =
                    path.counted(policy).stream().anyMatch(p -> before.on(p).blockedByOwner());
            assertThat(after.isPresent())
                    .isEqualTo(
                            !blocked
                                    && before.on(path).streak()
                                            == attempt.charge.after().on(path).streak());
            if (after.isEmpty()) return;
            lockouts = after.get();
            assertThat(lockouts.on(path).failures()).isZero();
            assertThat(lockouts.on(path).streak()).isGreaterThan(before.on(path).streak());
            var other = path == Path.OUTSIDE ? Path.TRUSTED : Path.OUTSIDE;
            if (policy.separateTrustedLockout() || !attempt.charge.counted().contains(other))
                assertThat(lockouts.on(other)).isEqualTo(before.on(other));
        }

        /// Only a lock for failures, below 100 charges, and once in 24 hours; the own phone's count
        /// stays.
        private void allow() {
            var before = lockouts;
            var after = lockouts.allowOutside(policy, now);
            assertThat(after.isPresent()).isEqualTo(lockouts.outsideAllowable(policy, now));
            if (after.isEmpty()) return;
            assertThat(policy.separateTrustedLockout()).isTrue();
            assertThat(before.locked(Path.OUTSIDE, policy, now)).isTrue();
            assertThat(before.locked(Path.TRUSTED, policy, now)).isFalse();
            assertThat(before.outside().lock().map(Lockout.Lock::reason))
                    .contains(Lockout.Reason.FAILURES);
            assertThat(before.outside().charges())
                    .isLessThan(Lockout.CHARGES_BEFORE_ONLY_ADMINISTRATORS_UNLOCK);
            lastAllowed.ifPresent(
                    last -> assertThat(now).isAfterOrEqualTo(last.plus(Duration.ofHours(24))));
            lockouts = after.get();
            assertThat(lockouts.trusted()).isEqualTo(before.trusted());
            assertThat(lockouts.outside().streak()).isEqualTo(before.outside().streak() + 1);
            assertThat(lockouts.locked(Path.OUTSIDE, policy, now)).isFalse();
            lastAllowed = Optional.of(now);
            allowed++;
        }

        private void block() {
            var before = lockouts;
            lockouts = lockouts.blockOutside(policy, now);
            if (!policy.separateTrustedLockout()) {
                assertThat(lockouts).isEqualTo(before);
                return;
            }
            assertThat(lockouts.trusted()).isEqualTo(before.trusted());
            assertThat(lockouts.locked(Path.OUTSIDE, policy, now)).isTrue();
            assertThat(lockouts.allowOutside(policy, now)).isEmpty();
        }

        private void automaticReset() {
            var path = lockouts.resetOwed(policy);
            if (path.isEmpty()) return;
            if (policy.separateTrustedLockout()) assertThat(path).contains(Path.TRUSTED);
            assertThat(lockouts.on(path.get()).resetInStreak()).isFalse();
            lockouts = lockouts.resetMade();
            assertThat(lockouts.resetOwed(policy)).isEmpty();
            pinVersion++;
        }

        /// No lock is lost by it, and what is left to a path is at most what its own count leaves.
        private void turn() {
            var before = policy;
            policy = policy.with(d -> d.separateTrustedLockout = !before.separateTrustedLockout());
            for (var path : Path.values()) {
                if (before.separateTrustedLockout()) {
                    if (lockouts.locked(path, before, now))
                        assertThat(lockouts.locked(path, policy, now)).isTrue();
                    assertThat(left(path, policy)).isLessThanOrEqualTo(left(path, before));
                } else {
                    assertThat(left(path, policy)).isLessThanOrEqualTo(ownLeft(path));
                }
            }
            if (!before.separateTrustedLockout() && lockouts.locked(Path.OUTSIDE, before, now))
                assertThat(lockouts.locked(policy, now)).isTrue();
        }

        /// What the path's own count leaves; a lock that has run out leaves one.
        private int ownLeft(Path path) {
            var own = lockouts.on(path);
            if (own.lock().isPresent()) return own.locked(policy, now) ? 0 : 1;
            return policy.maxLogonAttempts() - own.failures();
        }

        /// Comparisons that may be had at this moment.
        private int left(Path path, PinPolicy under) {
            var tried = lockouts;
            for (var had = 0; ; had++) {
                var charge = tried.charge(path, under, now);
                if (!charge.granted()) return had;
                if (charge.lifted()) return 1;
                tried = charge.after();
            }
        }

        private static Streak streak(Path path, Lockouts lockouts) {
            return new Streak(path, lockouts.on(path).streak());
        }

        private void check() {
            var max = policy.maxLogonAttempts();
            var most = Math.max(max, Lockout.CHARGES_BEFORE_ONLY_ADMINISTRATORS_UNLOCK);
            comparisons.forEach(
                    (streak, made) ->
                            assertThat(made)
                                    .isLessThanOrEqualTo(max + periods.getOrDefault(streak, 0))
                                    .isLessThanOrEqualTo(most));
            for (var path : Path.values())
                assertThat(lockouts.on(path).failures()).isBetween(0, max);
            assertThat(lockouts.outside().lockedByAdministrator())
                    .isEqualTo(lockouts.trusted().lockedByAdministrator());
        }
    }

    @Property(tries = 1000)
    void noInterleavingComparesMoreThanItsPathsStreakAllows(
            @ForAll("policies") PinPolicy policy, @ForAll("steps") List<Step> steps) {
        var model = new Model(policy);
        steps.forEach(model::run);
    }

    @Property(tries = 300)
    void withoutSuccessAndAdministratorsNobodyGetsMoreThanTwiceMaxLogonAttempts(
            @ForAll("policies") PinPolicy policy, @ForAll("guessing") List<Step> steps) {
        var model = new Model(policy.with(d -> d.lockoutDuration = Optional.empty()));
        steps.forEach(model::run);
        assertThat(model.total).isLessThanOrEqualTo(2 * policy.maxLogonAttempts());
        assertThat(model.lockouts.outside().streak()).isEqualTo(1);
        assertThat(model.lockouts.trusted().streak()).isEqualTo(1);
    }

    /// What docs/security.md promises of the owner's 4.
    @Property(tries = 300)
    void ownersFourGivesElsewhereOneMoreStreakADay(
            @ForAll("policies") PinPolicy policy, @ForAll("helpfulOwner") List<Step> steps) {
        var model =
                new Model(
                        policy.with(
                                d -> {
                                    d.lockoutDuration = Optional.empty();
                                    d.separateTrustedLockout = true;
                                }));
        steps.forEach(model::run);
        var days = (int) steps.stream().filter(step -> step.kind == Kind.DAY).count();
        assertThat(model.allowed).isLessThanOrEqualTo(days + 1);
        assertThat(model.lockouts.outside().streak()).isEqualTo(1 + model.allowed);
        assertThat(model.lockouts.trusted()).isEqualTo(Lockout.NONE);
        assertThat(model.total)
                .isLessThanOrEqualTo((1 + model.allowed) * policy.maxLogonAttempts());
    }

    @Property(tries = 300)
    void blockedByTheOwnerNobodyGetsInFromElsewhere(
            @ForAll("policies") PinPolicy policy, @ForAll("travellingOwner") List<Step> steps) {
        var model = new Model(policy.with(d -> d.separateTrustedLockout = true));
        steps.forEach(model::run);
        model.run(new Step(Kind.BLOCK, Path.OUTSIDE, 0));
        var before = model.lockouts.outside();
        for (var step : steps) {
            model.run(step);
            model.run(new Step(Kind.CHARGE_RIGHT, Path.OUTSIDE, 0));
            model.run(new Step(Kind.VERDICT, Path.OUTSIDE, step.which));
        }
        assertThat(model.lockouts.outside().streak()).isEqualTo(before.streak());
        assertThat(model.lockouts.outside().blockedByOwner()).isTrue();
    }

    @Property(tries = 300)
    void neverTurnedOnTheTwoAreTheOneCountOfExchange(
            @ForAll("policies") PinPolicy policy, @ForAll("steps") List<Step> steps) {
        var off = policy.with(d -> d.separateTrustedLockout = false);
        var now = Instant.parse("2026-11-02T08:00:00Z");
        var two = Lockouts.NONE;
        var one = Lockout.NONE;
        for (var step : steps) {
            switch (step.kind) {
                case CHARGE_RIGHT -> {
                    var charge = two.charge(step.path, off, now);
                    var single = one.charge(off, now);
                    assertThat(charge.granted()).isEqualTo(single.granted());
                    two = charge.after();
                    one = single.after();
                    if (charge.granted()) {
                        two = two.success(charge, off).orElseThrow();
                        one = one.success();
                    }
                }
                case CHARGE_WRONG, COMPARE, VERDICT, CRASH, TURN -> {
                    var charge = two.charge(step.path, off, now);
                    var single = one.charge(off, now);
                    assertThat(charge.granted()).isEqualTo(single.granted());
                    assertThat(charge.lifted()).isEqualTo(single.lifted());
                    two = charge.after();
                    one = single.after();
                }
                case UNLOCK, RESET -> {
                    two = two.unlock();
                    one = one.unlock();
                }
                case LOCK -> {
                    two = two.lockByAdministrator(now);
                    one = one.lockByAdministrator(now);
                }
                case AUTOMATIC_RESET -> {
                    assertThat(two.resetOwed(off).isPresent())
                            .isEqualTo(one.resetOwed().isPresent());
                    two = two.resetMade();
                    one = one.resetMade();
                }
                case CHANGE -> {
                    two = two.lockTold(two.locksUntold());
                    one = one.lockTold();
                }
                case TIME -> now = now.plus(Duration.ofMinutes(1));
                case DAY -> now = now.plus(Duration.ofDays(1));
                case ALLOW -> assertThat(two.allowOutside(off, now)).isEmpty();
                case BLOCK -> assertThat(two.blockOutside(off, now)).isEqualTo(two);
            }
            assertThat(two).isEqualTo(Lockouts.of(one));
        }
    }

    @Property(tries = 300)
    void outsidersCanDoNothingToTheOwnPhone(
            @ForAll("policies") PinPolicy policy, @ForAll("guessing") List<Step> steps) {
        var model = new Model(policy.with(d -> d.separateTrustedLockout = true));
        for (var step : steps) {
            if (step.kind != Kind.TURN) model.run(new Step(step.kind, Path.OUTSIDE, step.which));
            assertThat(model.lockouts.trusted()).isEqualTo(Lockout.NONE);
            assertThat(model.pinVersion).isEqualTo(1);
        }
    }

    @Provide
    Arbitrary<PinPolicy> policies() {
        return Combinators.combine(CountingSteps.policies(), Arbitraries.of(true, false))
                .as((policy, separate) -> policy.with(d -> d.separateTrustedLockout = separate));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return list(CountingSteps.any(Kind.TURN));
    }

    @Provide
    Arbitrary<List<Step>> guessing() {
        return list(CountingSteps.guesses(Kind.TURN));
    }

    /// Elsewhere guesses, while the owner allows calls from there as often as possible.
    @Provide
    Arbitrary<List<Step>> helpfulOwner() {
        return list(HELPED, Path.OUTSIDE);
    }

    /// The owner tries from elsewhere too.
    @Provide
    Arbitrary<List<Step>> travellingOwner() {
        return list(
                Arbitraries.oneOf(Arbitraries.of(Kind.CHARGE_RIGHT, Kind.COMPARE), HELPED),
                Path.OUTSIDE);
    }

    private static Arbitrary<List<Step>> list(Arbitrary<Kind> kinds) {
        return list(kinds, Path.values());
    }

    private static Arbitrary<List<Step>> list(Arbitrary<Kind> kinds, Path... paths) {
        return Combinators.combine(kinds, Arbitraries.of(paths), CountingSteps.which())
                .as(Step::new)
                .list()
                .ofMaxSize(250);
    }
}
