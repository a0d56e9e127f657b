package org.ovalogin.core.pin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Generated steps of parallel attempts, and policies to run them under.
final class CountingSteps {
    enum Kind {
        CHARGE_RIGHT,
        CHARGE_WRONG,
        COMPARE,
        VERDICT,
        CRASH,
        UNLOCK,
        RESET,
        LOCK,
        AUTOMATIC_RESET,
        CHANGE,
        TIME,
        DAY,
        /// The owner, at the own phone, allows calls from elsewhere again.
        ALLOW,
        /// The owner, at the own phone, blocks calls from elsewhere.
        BLOCK,
        TURN
    }

    private CountingSteps() {}

    /// All kinds but [Kind#TURN], attempts most often.
    ///
    /// @param more further kinds, as rare as an administrator's change
    static Arbitrary<Kind> any(Kind... more) {
        var rare =
                with(
                        more,
                        Kind.UNLOCK,
                        Kind.RESET,
                        Kind.LOCK,
                        Kind.AUTOMATIC_RESET,
                        Kind.CHANGE,
                        Kind.DAY,
                        Kind.ALLOW,
                        Kind.BLOCK);
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(Kind.CHARGE_WRONG, Kind.COMPARE, Kind.VERDICT)),
                Tuple.of(2, Arbitraries.of(Kind.TIME, Kind.CRASH, Kind.CHARGE_RIGHT)),
                Tuple.of(1, Arbitraries.of(rare)));
    }

    /// Kinds of a guesser alone.
    static Arbitrary<Kind> guesses(Kind... more) {
        return Arbitraries.of(
                with(
                        more,
                        Kind.CHARGE_WRONG,
                        Kind.COMPARE,
                        Kind.VERDICT,
                        Kind.TIME,
                        Kind.CRASH,
                        Kind.AUTOMATIC_RESET));
    }

    private static List<Kind> with(Kind[] more, Kind... kinds) {
        return Stream.concat(Stream.of(kinds), Stream.of(more)).toList();
    }

    /// Number of an attempt, modulo the number of attempts under way.
    static Arbitrary<Integer> which() {
        return Arbitraries.integers().between(0, 50);
    }

    static Arbitrary<PinPolicy> policies() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(0, 1, 3))
                .as(CountingSteps::policy);
    }

    private static PinPolicy policy(int reset, int more, int minutes) {
        return PinPolicy.EXCHANGE.with(
                draft -> {
                    draft.logonFailuresBeforePinReset = OptionalInt.of(reset);
                    draft.maxLogonAttempts = reset + more;
                    draft.lockoutDuration =
                            Optional.of(minutes).filter(m -> m > 0).map(Duration::ofMinutes);
                });
    }
}
