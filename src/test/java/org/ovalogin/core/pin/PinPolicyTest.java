package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.core.pin.PinPolicy.Draft;

class PinPolicyTest {
    private static PinPolicy with(Consumer<Draft> changes) {
        return PinPolicy.EXCHANGE.with(changes);
    }

    @Nested
    class Templates {
        @Test
        void exchangeHasTheDefaultsOfExchange() {
            assertThat(PinPolicy.EXCHANGE)
                    .isEqualTo(template(6, Optional.of(60), 5, OptionalInt.of(5), 15, 7, false));
        }

        @Test
        void nistAsksForLengthAndNotForChanges() {
            assertThat(PinPolicy.NIST)
                    .isEqualTo(template(8, Optional.empty(), 1, OptionalInt.empty(), 15, 1, false));
        }

        @Test
        void strictLeavesLittleRoom() {
            assertThat(PinPolicy.STRICT)
                    .isEqualTo(template(8, Optional.of(60), 10, OptionalInt.of(3), 10, 1, true));
        }

        /// The parameters in which templates differ, in Exchange's order; the others are equal.
        private static PinPolicy template(
                int length,
                Optional<Integer> days,
                int history,
                OptionalInt reset,
                int attempts,
                int temporaryDays,
                boolean separate) {
            return with(
                    draft -> {
                        draft.minPinLength = length;
                        draft.pinLifetime = days.map(Duration::ofDays);
                        draft.pinHistoryCount = history;
                        draft.allowCommonPatterns = false;
                        draft.logonFailuresBeforePinReset = reset;
                        draft.maxLogonAttempts = attempts;
                        draft.allowPinlessVoiceMailAccess = false;
                        draft.lockoutDuration = Optional.empty();
                        draft.pinExpiryWarning = Duration.ofDays(7);
                        draft.temporaryPinLifetime = Optional.of(Duration.ofDays(temporaryDays));
                        draft.minPinAge = Duration.ZERO;
                        draft.separateTrustedLockout = separate;
                        draft.allowTypedPin = true;
                    });
        }
    }

    @Nested
    class Ranges {
        /// A parameter as a whole number of its unit.
        record Parameter(String name, int lowest, int highest, BiConsumer<Draft, Integer> set) {}

        static final List<Parameter> PARAMETERS =
                List.of(
                        new Parameter("MinPINLength", 4, 24, (d, n) -> d.minPinLength = n),
                        new Parameter(
                                "PINLifetime",
                                1,
                                999,
                                (d, n) -> d.pinLifetime = Optional.of(Duration.ofDays(n))),
                        new Parameter("PINHistoryCount", 1, 20, (d, n) -> d.pinHistoryCount = n),
                        new Parameter(
                                "LogonFailuresBeforePINReset",
                                1,
                                998,
                                (d, n) -> {
                                    d.logonFailuresBeforePinReset = OptionalInt.of(n);
                                    d.maxLogonAttempts = 999;
                                }),
                        new Parameter(
                                "MaxLogonAttempts",
                                1,
                                999,
                                (d, n) -> {
                                    d.logonFailuresBeforePinReset = OptionalInt.empty();
                                    d.maxLogonAttempts = n;
                                }),
                        new Parameter(
                                "LockoutDuration",
                                1,
                                10_080,
                                (d, n) -> d.lockoutDuration = Optional.of(Duration.ofMinutes(n))),
                        new Parameter(
                                "PINExpiryWarning",
                                0,
                                60,
                                (d, n) -> d.pinExpiryWarning = Duration.ofDays(n)),
                        new Parameter(
                                "TemporaryPINLifetime",
                                1,
                                8760,
                                (d, n) ->
                                        d.temporaryPinLifetime = Optional.of(Duration.ofHours(n))),
                        new Parameter(
                                "MinPINAge", 0, 999, (d, n) -> d.minPinAge = Duration.ofHours(n)));

        static Stream<Arguments> ends() {
            return PARAMETERS.stream()
                    .flatMap(p -> Stream.of(arguments(p, p.lowest()), arguments(p, p.highest())));
        }

        static Stream<Arguments> beyond() {
            return PARAMETERS.stream()
                    .flatMap(
                            p ->
                                    Stream.of(
                                            arguments(p, p.lowest() - 1),
                                            arguments(p, p.highest() + 1)))
                    // zero days of PINLifetime are another word for Unlimited
                    .filter(a -> !(name(a).equals("PINLifetime") && a.get()[1].equals(0)));
        }

        private static String name(Arguments arguments) {
            return ((Parameter) arguments.get()[0]).name();
        }

        @ParameterizedTest
        @MethodSource("ends")
        void bothEndsOfTheRangeAreAllowed(Parameter parameter, int value) {
            assertThatNoException()
                    .isThrownBy(() -> with(draft -> parameter.set().accept(draft, value)));
        }

        @ParameterizedTest
        @MethodSource("beyond")
        void oneBeyondTheRangeIsRefusedByItsName(Parameter parameter, int value) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(draft -> parameter.set().accept(draft, value)))
                    .withMessageStartingWith(parameter.name() + " is ")
                    .withMessageContaining(
                            "allowed: %d to %d".formatted(parameter.lowest(), parameter.highest()));
        }

        @Test
        void messageNamesParameterFoundAndAllowed() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(draft -> draft.minPinLength = 0))
                    .withMessage("MinPINLength is 0, allowed: 4 to 24");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    with(
                                            draft ->
                                                    draft.pinLifetime =
                                                            Optional.of(Duration.ofHours(36))))
                    .withMessage(
                            "PINLifetime is PT36H, allowed: 1 to 999 whole days, or Unlimited");
        }
    }

    @Nested
    class Unlimited {
        @Test
        void lifetimeOfZeroIsUnlimited() {
            assertThat(with(draft -> draft.pinLifetime = Optional.of(Duration.ZERO)))
                    .isEqualTo(with(draft -> draft.pinLifetime = Optional.empty()));
        }

        @Test
        void otherLimitsOfZeroAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    with(
                                            draft ->
                                                    draft.lockoutDuration =
                                                            Optional.of(Duration.ZERO)));
        }

        @Test
        void everyLimitThatCanBeLiftedCanBeLiftedAtOnce() {
            var policy =
                    with(
                            draft -> {
                                draft.pinLifetime = Optional.empty();
                                draft.logonFailuresBeforePinReset = OptionalInt.empty();
                                draft.lockoutDuration = Optional.empty();
                                draft.temporaryPinLifetime = Optional.empty();
                            });

            assertThat(policy.temporaryPinLifetime()).isEmpty();
            assertThat(policy.logonFailuresBeforePinReset()).isEmpty();
        }
    }

    @Nested
    class ResetBeforeLockout {
        @Test
        void oneFailureBeforeTheLockoutIsLateEnough() {
            assertThat(with(d -> d.maxLogonAttempts = 6).maxLogonAttempts()).isEqualTo(6);
        }

        @Test
        void resetAtTheLockoutIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(d -> d.maxLogonAttempts = 5))
                    .withMessage(
                            "LogonFailuresBeforePINReset is 5, allowed: lower than MaxLogonAttempts (5), or Unlimited");
        }

        @Test
        void bothAreChangedInOneGo() {
            var policy =
                    with(
                            d -> {
                                d.logonFailuresBeforePinReset = OptionalInt.of(30);
                                d.maxLogonAttempts = 31;
                            });

            assertThat(policy.logonFailuresBeforePinReset()).hasValue(30);
        }
    }
}
