package org.ovalogin.core.administration;

import java.util.List;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.PinLetter;
import org.ovalogin.core.store.Revision;

/// Everything that a page tells about a mailbox, all of one moment.
///
/// @param events the newest ones, newest first
/// @param pinLetters those with the present PIN
/// @param maySupport whoever asked may reset, lock and unlock the mailbox
public record MailboxOverview(
        MailboxReport report,
        Revision revision,
        List<Event> events,
        List<PinLetter> pinLetters,
        boolean maySupport) {
    public MailboxOverview {
        events = List.copyOf(events);
        pinLetters = List.copyOf(pinLetters);
    }
}
