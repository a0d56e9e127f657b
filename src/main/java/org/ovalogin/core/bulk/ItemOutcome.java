package org.ovalogin.core.bulk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The state of one mailbox in a job: still to be done, done, or the reason why it is left alone.
public enum ItemOutcome {
    /// To be done.
    WAITING,
    /// An administrator or the owner has locked the mailbox: done only if the order says so.
    HELD,
    DONE,
    /// Locked by an administrator or the owner, and the order leaves such locks alone.
    LOCK_KEPT,
    /// The help desk leaves administrators' mailboxes alone.
    ADMINISTRATORS_MAILBOX,
    /// No address for a letter with the new PIN.
    NO_ADDRESS,
    NOT_LOCKED,
    /// It has this policy or language already.
    SAME,
    OTHER_DIAL_PLAN,
    /// Somebody has changed the mailbox since the preview.
    CHANGED,
    GONE,
    /// The rules refused the change.
    REFUSED,
    /// The server failed at it several times.
    FAILED;

    /// Whether the job has still to decide it.
    public boolean open() {
        return this == WAITING || this == HELD;
    }

    /// Whether the mailbox is left alone.
    public boolean skipped() {
        return !open() && this != DONE;
    }

    /// For programs: `other-dial-plan`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ItemOutcome> of(String code) {
        return Arrays.stream(values()).filter(outcome -> outcome.code().equals(code)).findFirst();
    }
}
