package org.ovalogin.core.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.mailbox.Event;

/// Conditions for events, which hold together.
///
/// @param by part of the actor's name, without regard to case
/// @param since the earliest moment, included
/// @param until the end, excluded
/// @param before only events with lower numbers
/// @param after only events with higher numbers
/// @param oldestFirst false: newest first
public record EventQuery(
        Optional<UUID> mailbox,
        Optional<String> dialPlan,
        Set<Event.Name> names,
        Optional<String> result,
        Optional<String> by,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<Long> before,
        Optional<Long> after,
        boolean oldestFirst,
        int limit) {

    public static final EventQuery ALL =
            new EventQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    100);

    public EventQuery {
        names = Set.copyOf(names);
    }
}
