package org.ovalogin.core.store;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Conditions for mailboxes, which hold together.
///
/// @param text words that address, alias, name or extension contain, as
///   [org.ovalogin.core.input.SearchText] reads them; empty: any
/// @param states at least one of them; empty: any
/// @param after the end of the page before, as [Page#next()] said
/// @param limit bounds the mailboxes of a page
public record MailboxQuery(
        String text,
        Optional<String> dialPlan,
        Optional<UUID> policy,
        Set<State> states,
        Optional<String> after,
        int limit) {

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

    public MailboxQuery {
        states = Set.copyOf(states);
    }

    public MailboxQuery text(String part) {
        return new MailboxQuery(part, dialPlan, policy, states, after, limit);
    }

    public MailboxQuery after(Optional<String> cursor) {
        return new MailboxQuery(text, dialPlan, policy, states, cursor, limit);
    }

    public MailboxQuery limit(int most) {
        return new MailboxQuery(text, dialPlan, policy, states, after, most);
    }
}
