package org.ovalogin.core.moving;

import java.util.List;
import java.util.Optional;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PinRule;
import org.ovalogin.core.pin.PinRules;

/// The rules' finding about a box's PIN, and the PIN's fate.
record PinJudgement(OldPinFinding finding, PinFate fate) {

    /// @param written a letter can bring a generated PIN
    static PinJudgement of(
            Box box,
            List<String> extensions,
            PinPolicy policy,
            OldPinRules rules,
            boolean written) {
        var generated = written ? PinFate.GENERATED : PinFate.NONE;
        var finding = finding(box.pin(), extensions, policy);
        return new PinJudgement(
                finding,
                switch (rules.treatment()) {
                    case NONE -> PinFate.NONE;
                    case NEW -> generated;
                    case KEEP -> kept(finding, rules.weak(), generated);
                });
    }

    private static PinFate kept(OldPinFinding finding, OldPinRules.Weak weak, PinFate generated) {
        return switch (finding) {
            case GOOD -> PinFate.STAYS;
            case TOO_SHORT -> PinFate.TO_BE_CHANGED;
            case SEQUENTIAL, REPEATED, CONTAINS_EXTENSION, COMMON ->
                    weak == OldPinRules.Weak.OWN_PHONE ? PinFate.OWN_PHONE : generated;
            case EQUALS_EXTENSION, EMPTY, NO_PIN -> generated;
        };
    }

    private static OldPinFinding finding(OldPin old, List<String> extensions, PinPolicy policy) {
        if (old.empty()) return OldPinFinding.EMPTY;
        var digits = old.pin();
        if (digits.isEmpty()) return OldPinFinding.NO_PIN;
        try (var pin = digits.get()) {
            return extensions.contains(pin.digits())
                    ? OldPinFinding.EQUALS_EXTENSION
                    : finding(pin, extensions, policy);
        }
    }

    /// A pattern counts before the length, since it can be guessed.
    private static OldPinFinding finding(Pin pin, List<String> extensions, PinPolicy policy) {
        var broken = PinRules.broken(pin, policy, extensions);
        return broken.stream()
                .flatMap(rule -> pattern(rule).stream())
                .findFirst()
                .orElse(broken.isEmpty() ? OldPinFinding.GOOD : OldPinFinding.TOO_SHORT);
    }

    private static Optional<OldPinFinding> pattern(PinRule rule) {
        return switch (rule) {
            case PinRule.Sequential() -> Optional.of(OldPinFinding.SEQUENTIAL);
            case PinRule.Repeated() -> Optional.of(OldPinFinding.REPEATED);
            case PinRule.ContainsExtension() -> Optional.of(OldPinFinding.CONTAINS_EXTENSION);
            case PinRule.Common() -> Optional.of(OldPinFinding.COMMON);
            case PinRule.TooShort _, PinRule.TooLong _, PinRule.UsedBefore() -> Optional.empty();
        };
    }
}
