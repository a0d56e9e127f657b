package org.ovalogin.core.moving;

import java.util.Collection;
import org.ovalogin.core.mailbox.DialPlan;

/// The lengths that the extensions of a dial plan may have, in digits.
record ExtensionLengths(int shortest, int longest) {
    static ExtensionLengths of(DialPlan dialPlan) {
        return new ExtensionLengths(
                dialPlan.numberOfDigitsInExtension(), dialPlan.numberOfDigitsInExtension());
    }

    /// @param extensions at least one
    static ExtensionLengths of(Collection<String> extensions) {
        var lengths = extensions.stream().mapToInt(String::length).summaryStatistics();
        return new ExtensionLengths(lengths.getMin(), lengths.getMax());
    }

    /// These lengths and those.
    ExtensionLengths and(ExtensionLengths other) {
        return new ExtensionLengths(
                Math.min(shortest, other.shortest), Math.max(longest, other.longest));
    }

    /// A new dial plan.
    DialPlan dialPlan(String name, String context) {
        return DialPlan.named(name)
                .with(
                        draft -> {
                            draft.numberOfDigitsInExtension = longest;
                            draft.voicemailContext = context;
                        });
    }

    /// The dial plan with these lengths beside its own.
    DialPlan widened(DialPlan dialPlan) {
        return dialPlan;
    }
}
