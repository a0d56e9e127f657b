package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ovalogin.core.pin.CountingSteps.Kind;

/// Parallel attempts as interleavings of their steps. Each step is what one transaction does, so
/// that any run of real threads is one of these lists.
class CountingPropertyTest {
    /// @param which of the attempts under way, modulo their number
    record Step(Kind kind, int which) {}

    private static final class Attempt {
        final Lockout charged;
        final long pinVersion;
        final boolean right;
        boolean compared;

        Attempt(Lockout charged, long pinVersion, boolean right) {
            this.charged = charged;
            this.pinVersion = pinVersion;
            this.right = right;
        }
    }

    /// The mailbox and those who try it, with books of their own beside the code's.
    private static final class Model {
        final PinPolicy policy;
        Lockout lockout = Lockout.NONE;
        long pinVersion = 1;
        Instant now = Instant.parse("2026-11-02T08:00:00Z");
        final List<Attempt> underWay = new ArrayList<>();
        final Map<Long, Integer> comparisons = new HashMap<>();
        final Map<Long, Integer> periods = new HashMap<>();
        final Map<Long, Integer> resets = new HashMap<>();
        int admitted;

        Model(PinPolicy policy) {
            this.policy = policy;
        }

        void run(Step step) {
            switch (step.kind) {
                case CHARGE_RIGHT, CHARGE_WRONG -> charge(step.kind == Kind.CHARGE_RIGHT);
                case COMPARE -> pick(step).ifPresent(this::compare);
                case VERDICT -> pick(step).ifPresent(this::verdict);
                case CRASH -> pick(step).ifPresent(underWay::remove);
                case UNLOCK -> lockout = lockout.unlock();
                case RESET -> {
                    lockout = lockout.unlock();
                    pinVersion++;
                }
                case LOCK -> lockout = lockout.lockByAdministrator(now);
                case AUTOMATIC_RESET -> automaticReset();
                case CHANGE -> pinVersion++;
                case DAY -> {
                    now = now.plus(Duration.ofDays(1));
                    periods.merge(lockout.streak(), 1, Integer::sum);
                }
                case ALLOW -> {
                    if (lockout.liftableByOwner(policy, now)) lockout = lockout.unlock();
                }
                case BLOCK -> {
                    var byAdministrator = lockout.lockedByAdministrator();
                    lockout = lockout.blockByOwner(now);
                    assertThat(lockout.lockedByAdministrator()).isEqualTo(byAdministrator);
                    assertThat(lockout.blockedByOwner()).isEqualTo(!byAdministrator);
                    assertThat(lockout.liftableByOwner(policy, now)).isFalse();
                }
                case TURN -> throw new AssertionError("there is one count");
                case TIME -> {
                    now = now.plus(Duration.ofMinutes(1));
                    periods.merge(lockout.streak(), 1, Integer::sum);
                }
            }
            check();
        }

        private Optional<Attempt> pick(Step step) {
            return underWay.isEmpty()
                    ? Optional.empty()
                    : Optional.of(underWay.get(step.which % underWay.size()));
        }

        private void charge(boolean right) {
            var charge = lockout.charge(policy, now);
            lockout = charge.after();
            if (charge.granted()) underWay.add(new Attempt(lockout, pinVersion, right));
        }

        private void compare(Attempt attempt) {
            if (attempt.compared) return;
            attempt.compared = true;
            comparisons.merge(attempt.charged.streak(), 1, Integer::sum);
        }

        private void verdict(Attempt attempt) {
            if (!attempt.compared) return;
            underWay.remove(attempt);
            var holds =
                    lockout.streak() == attempt.charged.streak()
                            && pinVersion == attempt.pinVersion
                            && !lockout.lockedByAdministrator()
                            && !lockout.blockedByOwner();
            if (!attempt.right || !holds) return;
            var before = lockout;
            lockout = lockout.success();
            admitted++;
            assertThat(lockout.streak()).isEqualTo(before.streak() + 1);
            assertThat(lockout.failures()).isZero();
            assertThat(lockout.lock()).isEmpty();
        }

        private void automaticReset() {
            if (lockout.resetOwed().isEmpty()) return;
            assertThat(lockout.failures())
                    .isGreaterThanOrEqualTo(policy.logonFailuresBeforePinReset().getAsInt());
            resets.merge(lockout.streak(), 1, Integer::sum);
            lockout = lockout.resetMade();
            pinVersion++;
        }

        private void check() {
            var max = policy.maxLogonAttempts();
            var most = Math.max(max, Lockout.CHARGES_BEFORE_ONLY_ADMINISTRATORS_UNLOCK);
            comparisons.forEach(
                    (streak, made) ->
                            assertThat(made)
                                    .isLessThanOrEqualTo(max + periods.getOrDefault(streak, 0))
                                    .isLessThanOrEqualTo(most));
            resets.values().forEach(made -> assertThat(made).isEqualTo(1));
            assertThat(lockout.failures()).isBetween(0, max);
            assertThat(lockout.charges()).isGreaterThanOrEqualTo(lockout.failures());
            if (lockout.failures() == max) assertThat(lockout.lock()).isPresent();
        }
    }

    @Property(tries = 3000)
    void noInterleavingComparesMoreThanTheStreakAllows(
            @ForAll("policies") PinPolicy policy, @ForAll("steps") List<Step> steps) {
        var model = new Model(policy);
        steps.forEach(model::run);
    }

    @Property(tries = 300)
    void withoutSuccessAndAdministratorsTheBoundIsForGood(
            @ForAll("policies") PinPolicy policy, @ForAll("guessing") List<Step> steps) {
        var model = new Model(policy);
        steps.forEach(model::run);
        var minutes = steps.stream().filter(step -> step.kind == Kind.TIME).count();
        assertThat(model.lockout.streak()).isEqualTo(1);
        assertThat(model.comparisons.getOrDefault(1L, 0).longValue())
                .isLessThanOrEqualTo(
                        policy.maxLogonAttempts()
                                + (policy.lockoutDuration().isPresent() ? minutes : 0));
    }

    @Property(tries = 300)
    void rightPinAloneIsAdmittedWhateverElseIsInFlight(
            @ForAll("policies") PinPolicy policy, @ForAll("guessing") List<Step> steps) {
        var model = new Model(policy);
        model.run(new Step(Kind.CHARGE_RIGHT, 0));
        var owner = model.underWay.getFirst();
        for (var step : steps) {
            if (step.kind != Kind.CRASH && step.kind != Kind.AUTOMATIC_RESET) model.run(step);
        }
        if (!model.underWay.contains(owner)) return; // a step was the owner's own verdict
        model.compare(owner);
        model.verdict(owner);
        assertThat(model.admitted).isEqualTo(1);
    }

    @Provide
    Arbitrary<PinPolicy> policies() {
        return CountingSteps.policies();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return list(CountingSteps.any());
    }

    @Provide
    Arbitrary<List<Step>> guessing() {
        return list(CountingSteps.guesses());
    }

    private static Arbitrary<List<Step>> list(Arbitrary<Kind> kinds) {
        return Combinators.combine(kinds, CountingSteps.which())
                .as(Step::new)
                .list()
                .ofMaxSize(250);
    }
}
