package org.ovalogin.core.pin;

import java.util.List;

/// What the rules say of digits meant as a new PIN; history is not among them.
public sealed interface PinCheck {
    record Allowed(Pin pin) implements PinCheck {}

    /// Not to be had as a PIN.
    ///
    /// @param rules broken, at least one, in the order in which they are told
    record Refused(List<PinRule> rules) implements PinCheck {
        public Refused {
            rules = List.copyOf(rules);
            if (rules.isEmpty()) throw new IllegalArgumentException("refused for no rule");
        }
    }
}
