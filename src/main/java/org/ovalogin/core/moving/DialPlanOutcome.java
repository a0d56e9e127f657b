package org.ovalogin.core.moving;

import java.util.List;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxPolicy;

/// The outcome of a dial plan, done or planned.
///
/// @param dialPlan as it will be
/// @param policy of the mailboxes that are new
/// @param remarks in English, each a sentence
public record DialPlanOutcome(
        DialPlan dialPlan, MailboxPolicy policy, Kind kind, List<String> remarks) {
    public DialPlanOutcome {
        remarks = List.copyOf(remarks);
    }

    public enum Kind {
        NEW,
        /// It takes more lengths of extensions; one without mailboxes takes those of the boxes.
        WIDENED,
        UNCHANGED
    }

    public String name() {
        return dialPlan.name();
    }

    /// Its `VoicemailContext`.
    public String context() {
        return dialPlan.voicemailContext();
    }

    /// Digits of the shortest extensions.
    public int shortest() {
        return dialPlan.extensionLengths().shortest();
    }

    /// Digits of the longest extensions.
    public int longest() {
        return dialPlan.extensionLengths().longest();
    }
}
