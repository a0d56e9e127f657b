package org.ovalogin.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.mailbox.Event;

/// Conditions for events, which hold together. An index finds the events of a mailbox, account,
/// caller, address, name or result, and of a period. Dial plan and part of an actor's name have
/// none: they are compared with one event after the other.
///
/// @param oldestFirst false: newest first
public record EventQuery(
        Match match, Period period, Numbers numbers, boolean oldestFirst, int limit) {

    /// The content of the events.
    ///
    /// @param names empty: any
    public record Match(
            Optional<UUID> mailbox,
            Optional<String> dialPlan,
            Set<Event.Name> names,
            Optional<String> result,
            Source source) {
        public static final Match ANY =
                new Match(
                        Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Source.ANY);

        public Match {
            names = Set.copyOf(names);
        }
    }

    /// The author and the origin of the events. All comparisons ignore case.
    ///
    /// @param by part of the actor's name
    /// @param account name of an account: events by it or about it
    /// @param caller number of a caller
    /// @param address of a client, or of an Asterisk server
    public record Source(
            Optional<String> by,
            Optional<String> account,
            Optional<String> caller,
            Optional<String> address) {
        public static final Source ANY =
                new Source(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// @param since the earliest moment, included
    /// @param until the end, excluded
    public record Period(Optional<Instant> since, Optional<Instant> until) {
        public static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());

        /// The longest time for which a server's clock may have been wrong. Events are numbered in
        /// the order of their commits; a period is looked up by numbers.
        public static final Duration CLOCK_ERROR = Duration.ofDays(1);
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

        /// The numbers that are in both.
        public Numbers and(Numbers other) {
            return new Numbers(
                    Optional.of(
                                    Math.min(
                                            before.orElse(Long.MAX_VALUE),
                                            other.before.orElse(Long.MAX_VALUE)))
                            .filter(n -> n < Long.MAX_VALUE),
                    Optional.of(Math.max(after.orElse(0L), other.after.orElse(0L)))
                            .filter(n -> n > 0));
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
