package org.ovalogin.web.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PinPolicy.Draft;
import org.ovalogin.web.http.Form;

/// A policy parameter that is a number or Unlimited.
///
/// @param name Exchange's
/// @param unlimited whether an empty field means Unlimited
public record PolicyNumber(
        String name,
        boolean unlimited,
        Function<PinPolicy, OptionalInt> read,
        BiConsumer<Draft, OptionalInt> write) {

    /// In the order of the form.
    public static final List<PolicyNumber> ALL =
            List.of(
                    number("MinPINLength", PinPolicy::minPinLength, (d, n) -> d.minPinLength = n),
                    days("PINLifetime", PinPolicy::pinLifetime, (d, t) -> d.pinLifetime = t),
                    number(
                            "PINHistoryCount",
                            PinPolicy::pinHistoryCount,
                            (d, n) -> d.pinHistoryCount = n),
                    new PolicyNumber(
                            "LogonFailuresBeforePINReset",
                            true,
                            PinPolicy::logonFailuresBeforePinReset,
                            (d, n) -> d.logonFailuresBeforePinReset = n),
                    number(
                            "MaxLogonAttempts",
                            PinPolicy::maxLogonAttempts,
                            (d, n) -> d.maxLogonAttempts = n),
                    times(
                            "LockoutDuration",
                            Duration.ofMinutes(1),
                            PinPolicy::lockoutDuration,
                            (d, t) -> d.lockoutDuration = t),
                    number(
                            "PINExpiryWarning",
                            p -> (int) p.pinExpiryWarning().toDays(),
                            (d, n) -> d.pinExpiryWarning = Duration.ofDays(n)),
                    times(
                            "TemporaryPINLifetime",
                            Duration.ofHours(1),
                            PinPolicy::temporaryPinLifetime,
                            (d, t) -> d.temporaryPinLifetime = t),
                    number(
                            "MinPINAge",
                            p -> (int) p.minPinAge().toHours(),
                            (d, n) -> d.minPinAge = Duration.ofHours(n)));

    /// The text in the form; empty for Unlimited.
    String text(PinPolicy policy) {
        var value = read.apply(policy);
        return value.isPresent() ? String.valueOf(value.getAsInt()) : "";
    }

    /// @throws OutOfRange if the text is not a number, or is missing where a number is required
    void take(Form form, Draft draft) {
        var typed = form.text(name).strip();
        if (typed.isEmpty() && unlimited) {
            write.accept(draft, OptionalInt.empty());
            return;
        }
        if (!typed.matches("[0-9]{1,6}"))
            throw new OutOfRange(
                    name, "'" + typed + "'", unlimited ? "a number, or empty" : "a number");
        write.accept(draft, OptionalInt.of(Integer.parseInt(typed)));
    }

    private static PolicyNumber number(
            String name, Function<PinPolicy, Integer> read, BiConsumer<Draft, Integer> write) {
        return new PolicyNumber(
                name,
                false,
                p -> OptionalInt.of(read.apply(p)),
                (d, n) -> write.accept(d, n.orElseThrow()));
    }

    private static PolicyNumber days(
            String name,
            Function<PinPolicy, Optional<Duration>> read,
            BiConsumer<Draft, Optional<Duration>> write) {
        return times(name, Duration.ofDays(1), read, write);
    }

    private static PolicyNumber times(
            String name,
            Duration unit,
            Function<PinPolicy, Optional<Duration>> read,
            BiConsumer<Draft, Optional<Duration>> write) {
        return new PolicyNumber(
                name,
                true,
                p ->
                        read.apply(p)
                                .map(t -> OptionalInt.of((int) t.dividedBy(unit)))
                                .orElse(OptionalInt.empty()),
                (d, n) ->
                        write.accept(
                                d,
                                n.isPresent()
                                        ? Optional.of(unit.multipliedBy(n.getAsInt()))
                                        : Optional.empty()));
    }
}
