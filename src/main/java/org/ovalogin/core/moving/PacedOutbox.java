package org.ovalogin.core.moving;

import java.time.Duration;
import java.util.List;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.store.ForwardingOutbox;
import org.ovalogin.core.store.Outbox;

/// An outbox in which letters of imports come after all others. Thread-safe.
public final class PacedOutbox extends ForwardingOutbox {
    private final WelcomeLetters welcomes;

    public PacedOutbox(Outbox outbox, WelcomeLetters welcomes) {
        super(outbox);
        this.welcomes = welcomes;
    }

    @Override
    public List<Letter> claim(int most, Duration lease) {
        var first = super.claim(most, lease);
        return first.isEmpty() ? welcomes.claim(lease).stream().toList() : first;
    }
}
