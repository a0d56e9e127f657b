package org.ovalogin.storage.database;

import java.util.Optional;
import java.util.UUID;

/// Where transactions run side by side, keeps one to a mailbox and what belongs to it, which the
/// lock on the mailbox's row guards. Whatever else it wants to see or to change, it wants alone: it
/// is given up and run again. For one thread.
///
/// So what is changed only alone (dial plans, policies, accounts, who has which extension) stays as
/// it is for those side by side.
public final class Exclusion {
    /// The transaction has to be run again, alone.
    public static final class Needed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Needed() {
            super("", null, false, false);
        }
    }

    private final boolean alone;
    private Optional<UUID> mailbox = Optional.empty();
    private boolean needed;

    public Exclusion(boolean alone) {
        this.alone = alone;
    }

    public void require() {
        if (alone) return;
        needed = true;
        throw new Needed();
    }

    /// This mailbox's row is locked now.
    public void locked(UUID guid) {
        if (mailbox.filter(m -> !m.equals(guid)).isPresent()) require();
        mailbox = Optional.of(guid);
    }

    public void requireUnlessLocked(UUID guid) {
        if (mailbox.filter(guid::equals).isEmpty()) require();
    }

    /// Whoever was refused may have gone on regardless.
    public void check() {
        if (needed) throw new Needed();
    }
}
