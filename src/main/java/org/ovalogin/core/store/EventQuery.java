package org.ovalogin.core.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.mailbox.Event;

/// Conditions for events, which hold together.
///
/// @param oldestFirst false: newest first
public record EventQuery(
        Match match, Period period, Numbers numbers, boolean oldestFirst, int limit) {

    /// The content of the events.
    ///
    /// @param names empty: any
    /// @param by part of the actor's name, without regard to case
    public record Match(
            Optional<UUID> mailbox,
            Optional<String> dialPlan,
            Set<Event.Name> names,
            Optional<String> result,
            Optional<String> by) {
        public static final Match ANY =
                new Match(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty());

        public Match {
            names = Set.copyOf(names);
        }
    }

    /// @param since the earliest moment, included
    /// @param until the end, excluded
    public record Period(Optional<Instant> since, Optional<Instant> until) {
        public static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());
    }

    /// @param before only events with lower numbers
    /// @param after only events with higher numbers
    public record Numbers(Optional<Long> before, Optional<Long> after) {
        public static final Numbers ALL = new Numbers(Optional.empty(), Optional.empty());

        public static Numbers before(Optional<Long> first) {
            return new Numbers(first, Optional.empty());
        }

        public static Numbers between(long after, long before) {
            return new Numbers(Optional.of(before), Optional.of(after));
        }
    }

    /// The newest hundred.
    public static final EventQuery ALL = of(Match.ANY, Period.ALWAYS);

    /// The newest hundred that match.
    public static EventQuery of(Match match, Period period) {
        return new EventQuery(match, period, Numbers.ALL, false, 100);
    }

    /// The newest with these numbers.
    ///
    /// @param most events at most
    public EventQuery newest(Numbers chosen, int most) {
        return new EventQuery(match, period, chosen, false, most);
    }

    /// The oldest with these numbers.
    ///
    /// @param most events at most
    public EventQuery oldest(Numbers chosen, int most) {
        return new EventQuery(match, period, chosen, true, most);
    }
}
