package org.ovalogin.core.store;

import java.util.Optional;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.mailbox.MailDelay;

/// Letters that wait because a try was in vain, in the whole installation. Thread-safe.
public final class MailQueue {
    private final MailboxStore store;

    public MailQueue(MailboxStore store) {
        this.store = store;
    }

    /// @param letters how many wait
    /// @param latest that was tried
    public record Delayed(long letters, MailDelay latest) {}

    /// Empty: none waits.
    public Optional<Delayed> delayed() {
        return store.read(view -> view.notices().delayed());
    }

    /// Has all of them tried again at once, by whichever server comes first. Those under way stay
    /// with who has them in hand.
    ///
    /// @return how many
    public int retry(Actor actor) {
        actor.require(Right.SUPPORT);
        return store.write(work -> work.notices().retry());
    }
}
