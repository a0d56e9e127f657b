package org.ovalogin.web.page;

import java.util.Optional;
import java.util.OptionalInt;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PinPolicy.Draft;
import org.ovalogin.core.pin.PolicyFlag;
import org.ovalogin.core.pin.PolicyNumber;
import org.ovalogin.core.pin.PolicyParameter;
import org.ovalogin.core.pin.PolicyWording;
import org.ovalogin.web.http.Form;

/// The field of a policy parameter in the form, under the parameter's name.
final class PolicyField {
    private PolicyField() {}

    /// The text in the field; a box that is not ticked has none.
    static Optional<String> shown(PolicyParameter parameter, PinPolicy policy) {
        return switch (parameter) {
            case PolicyFlag flag -> flag.read().test(policy) ? Optional.of("on") : Optional.empty();
            case PolicyNumber number ->
                    Optional.of(number.value(policy).map(String::valueOf).orElse(""));
            case PolicyWording wording -> Optional.of(wording.read().apply(policy));
        };
    }

    /// @throws OutOfRange where the field should hold a number and does not
    static void take(PolicyParameter parameter, Form form, Draft draft) {
        switch (parameter) {
            case PolicyFlag flag -> flag.write().accept(draft, form.isTicked(flag.name()));
            case PolicyNumber number -> number.write().accept(draft, number(number, form));
            case PolicyWording wording ->
                    wording.write().accept(draft, form.text(wording.name()).strip());
        }
    }

    private static OptionalInt number(PolicyNumber number, Form form) {
        var typed = form.text(number.name()).strip();
        var unlimited = number.range().mayBeUnlimited();
        if (typed.isEmpty() && unlimited) return OptionalInt.empty();
        if (!typed.matches("[0-9]{1,6}"))
            throw new OutOfRange(
                    number.name(),
                    "'" + typed + "'",
                    unlimited ? "a number, or empty" : "a number");
        return OptionalInt.of(Integer.parseInt(typed));
    }
}
