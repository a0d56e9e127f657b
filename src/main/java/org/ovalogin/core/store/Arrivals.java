package org.ovalogin.core.store;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;

/// Mailboxes that become live together, with their events, letters and imported boxes.
///
/// @param at time at which they do
/// @param mailboxes whose extensions, aliases and addresses nobody has
/// @param events none of them a refusal
/// @param letters without a PIN, to these mailboxes
/// @param due nobody takes the letters before
/// @param sources the boxes of these mailboxes as they were imported, in the mailboxes' order
public record Arrivals(
        Instant at,
        List<Mailbox> mailboxes,
        List<Event> events,
        List<Notice> letters,
        Instant due,
        Map<UUID, String> sources)
        implements ReadyArrivals {
    public Arrivals {
        mailboxes = List.copyOf(mailboxes);
        events = List.copyOf(events);
        letters = List.copyOf(letters);
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }
}
