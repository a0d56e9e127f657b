package org.ovalogin.core.mailbox;

import java.util.List;

/// The place of a mailbox: its dial plan, the policy that applies to it, its extensions.
///
/// @param policy of this dial plan
/// @param extensions at least one; the first is the primary one
public record Numbering(DialPlan dialPlan, MailboxPolicy policy, List<String> extensions) {
    public Numbering {
        extensions = List.copyOf(extensions);
    }
}
