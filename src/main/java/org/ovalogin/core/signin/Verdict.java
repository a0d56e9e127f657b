package org.ovalogin.core.signin;

import org.ovalogin.core.mailbox.Admission;

/// The result of an entry of extension and PIN.
public sealed interface Verdict {
    record Admitted(Admission admission) implements Verdict {}

    /// The PIN was right; it opens the change of PIN and, after that, the mailbox.
    record MustChange(Admission admission, Why why) implements Verdict {}

    /// Wrong, unknown, disabled, locked or lapsed: the caller does not hear which.
    record Refused() implements Verdict {}

    /// No place in the queue, no store, no certain commit.
    record Unavailable() implements Verdict {}

    enum Why {
        FIRST_TIME,
        EXPIRED,
        /// The PIN was set to be changed, or breaks a rule of today's policy.
        REQUIRED
    }
}
