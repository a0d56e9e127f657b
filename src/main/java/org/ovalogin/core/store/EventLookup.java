package org.ovalogin.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.mailbox.HourlyCount;

/// Finds events. For one thread, within one transaction.
public interface EventLookup {
    /// The newest events of a mailbox, newest first.
    List<Event> of(UUID mailbox, int most);

    /// The newest sign-ins of a mailbox with one of these results, newest first. Its time does not
    /// grow with the number of events.
    List<Event> latestSignIns(UUID mailbox, Set<SignInResult> results, int most);

    /// Events with their numbers, in the order asked for.
    List<EventEntry> list(EventQuery query);

    /// The number of an event up to which none is still to come. Where several servers write, one
    /// with a lower number may become visible after one with a higher.
    long settled();

    /// Sign-ins by result, locks and automatic resets by the hour, oldest first.
    List<HourlyCount> hourly(Instant since);
}
