package org.ovalogin.core.signin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;

/// Compares a new PIN with the PINs that must not come back. Thread-safe.
public final class PinHistory {
    private final PinSafe safe;
    private final HashQueue queue;

    public PinHistory(PinSafe safe, HashQueue queue) {
        this.safe = safe;
        this.queue = queue;
    }

    /// The hashes that must not come back: as many as the policy says, the present one included.
    public List<String> former(MailboxStore.View view, Mailbox mailbox) {
        var count = mailbox.policy().pin().pinHistoryCount();
        var history = view.pinHistory(mailbox.guid(), count);
        var present = mailbox.pin().sealed();
        if (history.contains(present)) return history;
        return Stream.concat(Stream.of(present), history.stream()).limit(count).toList();
    }

    /// Empty when the hash queue had no place. Each hash takes a ticket.
    public Optional<Boolean> contains(List<String> former, Mailbox mailbox, Pin pin) {
        for (var sealed : former) {
            var place = queue.ticket();
            if (place.isEmpty()) return Optional.empty();
            try (var ticket = place.get()) {
                if (ticket.matches(safe.hash(mailbox.guid(), sealed), pin))
                    return Optional.of(true);
            }
        }
        return Optional.of(false);
    }
}
