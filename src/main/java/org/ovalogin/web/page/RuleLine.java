package org.ovalogin.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.web.frame.PageTexts;

/// A rule for a PIN that an administrator types, and whether the typed PIN keeps it.
public record RuleLine(String text, Mark mark) {
    /// The verdict; its name is a class of the stylesheet.
    public enum Mark {
        OPEN,
        KEPT,
        BROKEN
    }

    /// Nothing but the length was checked of a PIN that breaks one of these.
    private static final Set<Fault> LENGTH =
            Set.of(Fault.NOT_DIGITS, Fault.PIN_TOO_SHORT, Fault.PIN_TOO_LONG);

    /// Faults that are rules of the list.
    private static final Set<Fault> RULES =
            Set.of(
                    Fault.NOT_DIGITS,
                    Fault.PIN_TOO_SHORT,
                    Fault.PIN_TOO_LONG,
                    Fault.PIN_SEQUENTIAL,
                    Fault.PIN_REPEATED,
                    Fault.PIN_COMMON,
                    Fault.PIN_CONTAINS_EXTENSION);

    /// The rules before anything is typed.
    static List<RuleLine> open(PageTexts texts, PinPolicy policy) {
        return lines(texts, policy, Set.of(), Set.of());
    }

    /// @param broken the rules that the PIN breaks
    static List<RuleLine> of(PageTexts texts, PinPolicy policy, Set<Fault> broken) {
        return lines(texts, policy, broken, checked(broken));
    }

    static boolean isRule(Fault fault) {
        return RULES.contains(fault);
    }

    private static Set<Fault> checked(Set<Fault> broken) {
        return LENGTH.containsAll(broken) && !broken.isEmpty() ? Set.of() : RULES;
    }

    private static List<RuleLine> lines(
            PageTexts texts, PinPolicy policy, Set<Fault> broken, Set<Fault> checked) {
        var lines = new ArrayList<RuleLine>();
        var length = texts.text("pin.rules.length", policy.minPinLength(), Pin.LONGEST);
        lines.add(new RuleLine(length, mark(LENGTH, broken, checked)));
        if (!policy.allowCommonPatterns()) {
            lines.add(line(texts, "sequence", Fault.PIN_SEQUENTIAL, broken, checked));
            lines.add(line(texts, "repeated", Fault.PIN_REPEATED, broken, checked));
            lines.add(line(texts, "common", Fault.PIN_COMMON, broken, checked));
        }
        lines.add(line(texts, "extension", Fault.PIN_CONTAINS_EXTENSION, broken, checked));
        lines.add(new RuleLine(texts.text("pin.rules.history"), Mark.OPEN));
        return List.copyOf(lines);
    }

    private static RuleLine line(
            PageTexts texts, String key, Fault fault, Set<Fault> broken, Set<Fault> checked) {
        return new RuleLine(texts.text("pin.rules." + key), mark(Set.of(fault), broken, checked));
    }

    private static Mark mark(Set<Fault> rule, Set<Fault> broken, Set<Fault> checked) {
        if (rule.stream().anyMatch(broken::contains)) return Mark.BROKEN;
        return checked.containsAll(rule) ? Mark.KEPT : Mark.OPEN;
    }
}
