package org.ovalogin.core.bulk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.ovalogin.core.account.Right;

/// The change that a bulk job makes to each of its mailboxes.
public enum BulkWork {
    /// A generated PIN, by letter.
    RESET(Right.SUPPORT),
    UNLOCK(Right.SUPPORT),
    /// Another mailbox policy of the same dial plan.
    POLICY(Right.MANAGE),
    LANGUAGE(Right.MANAGE),
    DISABLE(Right.MANAGE);

    private final Right right;

    BulkWork(Right right) {
        this.right = right;
    }

    /// The right that a single change of this kind needs.
    public Right right() {
        return right;
    }

    /// Whether the order names a target: a policy or a language.
    public boolean hasTarget() {
        return this == POLICY || this == LANGUAGE;
    }

    /// Whether the change lifts a lock.
    public boolean unlocks() {
        return this == RESET || this == UNLOCK;
    }

    /// For programs: `reset`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BulkWork> of(String code) {
        return Arrays.stream(values()).filter(work -> work.code().equals(code)).findFirst();
    }
}
