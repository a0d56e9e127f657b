package org.ovalogin.core.moving;

import java.util.List;

/// What becomes of a dial plan, or would.
///
/// @param context its `VoicemailContext`
/// @param shortest digits of an extension
/// @param longest digits of an extension
/// @param remarks in English, each a sentence
public record DialPlanOutcome(
        String name, String context, Kind kind, int shortest, int longest, List<String> remarks) {
    public DialPlanOutcome {
        remarks = List.copyOf(remarks);
    }

    public enum Kind {
        NEW,
        /// It takes more lengths of extensions.
        WIDENED,
        UNCHANGED
    }
}
