package org.ovalogin.core.pin;

import java.util.List;

/// The verdict of the rules on digits for a new PIN; history is not among the rules.
public sealed interface PinCheck {
    record Allowed(Pin pin) implements PinCheck {}

    /// Refused as a PIN.
    ///
    /// @param rules broken, at least one, in the order of messages
    record Refused(List<PinRule> rules) implements PinCheck {
        public Refused {
            rules = List.copyOf(rules);
            if (rules.isEmpty()) throw new IllegalArgumentException("refused for no rule");
        }
    }
}
