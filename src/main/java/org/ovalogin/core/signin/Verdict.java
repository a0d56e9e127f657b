package org.ovalogin.core.signin;

import org.ovalogin.core.mailbox.Admission;

/// What comes of an entry of extension and PIN.
public sealed interface Verdict {
    record Admitted(Admission admission) implements Verdict {}

    /// The PIN was right; it opens the change of PIN and, after that, the mailbox.
    record MustChange(Admission admission, Why why) implements Verdict {}

    /// Wrong, unknown, disabled, locked, lapsed: the caller is not told which.
    record Refused() implements Verdict {}

    /// No place in the queue, no store, no certain commit.
    record Unavailable() implements Verdict {}

    enum Why {
        FIRST_TIME,
        EXPIRED,
        /// Set to be changed by whoever set it, or against a rule of today's policy.
        REQUIRED
    }
}
