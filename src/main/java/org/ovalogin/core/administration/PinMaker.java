package org.ovalogin.core.administration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.PinSafe;

/// Generates and hashes PINs that the owner does not choose. Thread-safe.
final class PinMaker {
    private final PinSafe safe;
    private final HashQueue queue;
    private final PinGenerator generator;

    PinMaker(PinSafe safe, HashQueue queue, PinGenerator generator) {
        this.safe = safe;
        this.queue = queue;
        this.generator = generator;
    }

    Pin generate(PinPolicy policy, List<String> extensions) {
        return generator.generate(policy, extensions);
    }

    /// @throws NotDone if the hash queue is full
    String sealed(UUID mailbox, Pin pin) {
        var ticket = queue.ticket();
        if (ticket.isEmpty()) throw new NotDone("", Fault.BUSY, "", "");
        try (var place = ticket.get()) {
            return safe.sealHash(mailbox, place.hash(pin), pin);
        }
    }

    /// See [PinSafe#letters].
    List<Notice> letters(Notice.Kind kind, Mailbox mailbox, Instant now, String by, Pin pin) {
        return safe.letters(kind, mailbox, now, by, 0, pin);
    }

    Notice withPin(Notice notice, Pin pin) {
        return safe.withPin(notice, pin);
    }
}
