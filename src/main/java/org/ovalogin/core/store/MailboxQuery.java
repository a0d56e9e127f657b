package org.ovalogin.core.store;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Conditions for mailboxes, which hold together, and the part of the mailboxes that is wanted.
///
/// @param text words that address, alias, name or extension contain, as
///   [org.ovalogin.core.input.SearchText] reads them; empty: any
/// @param states at least one of them; empty: any
public record MailboxQuery(
        String text,
        Optional<String> dialPlan,
        Optional<UUID> policy,
        Set<State> states,
        Order order,
        Part part) {

    public static final MailboxQuery ALL =
            new MailboxQuery(
                    "", Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), 50);

    /// How long before its end a temporary PIN counts as [State#LAPSING].
    public static final Duration SOON = Duration.ofDays(7);

    public enum State {
        LOCKED,
        /// The PIN must be changed at the next sign-in, for whatever reason.
        EXPIRED,
        LAPSED,
        /// The PIN lapses within [#SOON].
        LAPSING,
        /// Nobody has ever signed in.
        NEVER_USED,
        DISABLED,
        MAIL_FAILED
    }

    /// Columns to sort by. Mailboxes that are equal there come by dial plan and primary extension.
    public enum Column {
        /// Without regard to case and accents.
        NAME,
        EXTENSION,
        DIAL_PLAN,
        /// Locked, without access, letter failed, lapsed, to be changed, never used, none of these.
        /// Under a filter by states as [#DIAL_PLAN].
        STATE,
        /// The longest ago first; before them mailboxes that nobody has ever signed in to.
        LAST_SIGN_IN,
        /// The newest PIN first.
        PIN_AGE
    }

    /// The order of mailboxes.
    ///
    /// @param by empty: with a text the best hits first, else [Column#DIAL_PLAN]
    public record Order(Optional<Column> by, boolean descending) {
        public static final Order USUAL = new Order(Optional.empty(), false);
    }

    /// A part of the mailboxes in their order.
    ///
    /// @param place where it begins or ends, as [Page#next()] or [Page#previous()] said; empty: at
    ///   the beginning
    /// @param skip mailboxes from there that are left out; [#MOST_COUNTED] at most
    /// @param limit bounds the mailboxes
    /// @param countsAll whether the total is exact, however long counting takes; else it ends at
    ///   [#MOST_COUNTED]
    public record Part(Optional<String> place, int skip, int limit, boolean countsAll) {
        public Part {
            if (skip < 0 || skip > MOST_COUNTED)
                throw new IllegalArgumentException(
                        "%d mailboxes can't be left out, only 0 to %d"
                                .formatted(skip, MOST_COUNTED));
        }
    }

    /// Mailboxes up to which totals are exact and pages have numbers.
    public static final int MOST_COUNTED = 10_000;

    public MailboxQuery {
        states = Set.copyOf(states);
    }

    /// In the usual order.
    ///
    /// @param after the end of the page before, as [Page#next()] said
    /// @param limit bounds the mailboxes of a page
    public MailboxQuery(
            String text,
            Optional<String> dialPlan,
            Optional<UUID> policy,
            Set<State> states,
            Optional<String> after,
            int limit) {
        this(text, dialPlan, policy, states, Order.USUAL, new Part(after, 0, limit, true));
    }

    public MailboxQuery text(String words) {
        return new MailboxQuery(words, dialPlan, policy, states, order, part);
    }

    public MailboxQuery in(Order wanted) {
        return new MailboxQuery(text, dialPlan, policy, states, wanted, part);
    }

    public MailboxQuery after(Optional<String> place) {
        return part(new Part(place, 0, part.limit(), part.countsAll()));
    }

    public MailboxQuery limit(int most) {
        return part(new Part(part.place(), part.skip(), most, part.countsAll()));
    }

    public MailboxQuery part(Part wanted) {
        return new MailboxQuery(text, dialPlan, policy, states, order, wanted);
    }
}
