package org.ovalogin.core.store;

import java.util.Optional;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.mailbox.MailDelay;

/// All letters that wait after a failed try. Thread-safe.
public final class MailQueue {
    private final MailboxStore store;

    public MailQueue(MailboxStore store) {
        this.store = store;
    }

    /// @param letters how many wait
    /// @param latest the one tried last
    public record Delayed(long letters, MailDelay latest) {}

    /// The letters that wait; empty: none does.
    public Optional<Delayed> delayed() {
        return store.read(view -> view.notices().delayed());
    }

    /// Makes all of them due at once, for whichever server comes first. Letters under way stay with
    /// the server that has them in hand.
    ///
    /// @return how many
    public int retry(Actor actor) {
        actor.require(Right.SUPPORT);
        return store.write(work -> work.notices().retry());
    }
}
