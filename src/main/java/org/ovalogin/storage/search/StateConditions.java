package org.ovalogin.storage.search;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.storage.database.SqlConditions;

/// The states of mailboxes in SQL: what [org.ovalogin.core.mailbox.Mailbox] and its parts say in
/// Java. Mailboxes are `m`, policies `p`.
public final class StateConditions {
    /// Mailboxes whose latest letter failed, `f.mailbox_guid`; other conditions may follow.
    public static final String MAIL_FAILED =
            """
            from outbox f join mailbox o on o.mailbox_guid = f.mailbox_guid
            where f.failed_at is not null and (
                (f.with_pin = 1 and f.pin_version = o.pin_version)
                or (f.with_pin = 0 and not exists (select 1 from outbox d
                    where d.mailbox_guid = f.mailbox_guid and d.delivered_at is not null and d.created_at > f.created_at)))\
            """;

    /// The most urgent first, as the pages show them.
    private static final List<State> RANKED =
            List.of(
                    State.LOCKED,
                    State.DISABLED,
                    State.MAIL_FAILED,
                    State.LAPSED,
                    State.EXPIRED,
                    State.NEVER_USED);

    /// Of a mailbox in none of these states.
    static final int LAST_RANK = RANKED.size();

    private static final String TEMPORARY =
            "m.pin_by_owner = 0 and (m.pin_must_change = 1 or m.pin_signed_in = 0)";

    private static final String SOURCE = "select m.mailbox_guid from mailbox m where ";

    /// Policies come first: each has its own part of the index.
    private static final String OF_POLICY =
            "select m.mailbox_guid from mailbox_policy p{cross} join mailbox m on m.policy_guid = p.policy_guid where ";

    private static final String LIFETIME_OVER =
            "m.pin_set_at <= :now - cast(p.pin_lifetime_days as bigint) * 86400000";

    private static final String TEMPORARY_TIME = "cast(p.temporary_pin_hours as bigint) * 3600000";

    private static final String LAPSES_AT =
            "coalesce(m.pin_lapses_at, m.pin_set_at + " + TEMPORARY_TIME + ")";

    private static final String ANY_LOCK =
            "(m.lock_reason is not null or m.trusted_lock_reason is not null)";

    private StateConditions() {}

    /// The condition, which is neither true nor false where a policy has no limit.
    static String condition(State state) {
        return switch (state) {
            case LOCKED -> lockStands("m.") + " or " + lockStands("m.trusted_");
            case EXPIRED -> "m.pin_must_change = 1 or " + LIFETIME_OVER;
            case LAPSED -> TEMPORARY + " and " + LAPSES_AT + " <= :now";
            case LAPSING ->
                    TEMPORARY + " and " + LAPSES_AT + " > :now and " + LAPSES_AT + " <= :soon";
            case NEVER_USED -> "m.pin_signed_in = 0 and m.last_logon is null";
            case DISABLED -> "m.subscriber_access = 0";
            case MAIL_FAILED -> "m.mailbox_guid in (select f.mailbox_guid " + MAIL_FAILED + ")";
        };
    }

    /// At least one of the states.
    static String anyOf(Collection<State> states) {
        return states.stream()
                .sorted()
                .map(state -> "(" + condition(state) + ")")
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /// The rank of the most urgent state.
    static String rank() {
        return IntStream.range(0, LAST_RANK)
                .mapToObj(r -> "when " + condition(RANKED.get(r)) + " then " + r)
                .collect(Collectors.joining(" ", "case ", " else " + LAST_RANK + " end"));
    }

    /// The state of a rank; empty: none.
    static Optional<State> ofRank(int rank) {
        return rank == LAST_RANK ? Optional.empty() : Optional.of(RANKED.get(rank));
    }

    /// A query of an index's entries: GUIDs of all mailboxes in the state, and perhaps of some
    /// others. A GUID may come twice.
    static String candidates(State state, boolean sqlite) {
        return source(state).replace("{cross}", sqlite ? " cross" : "");
    }

    private static String source(State state) {
        return switch (state) {
            case LOCKED -> SOURCE + ANY_LOCK;
            case EXPIRED -> SOURCE + "m.pin_must_change = 1 union all " + OF_POLICY + LIFETIME_OVER;
            case LAPSED -> temporary(":now", ":now - " + TEMPORARY_TIME);
            case LAPSING -> temporary(":soon", ":soon - " + TEMPORARY_TIME);
            case NEVER_USED -> SOURCE + "m.pin_signed_in = 0";
            case DISABLED -> SOURCE + condition(State.DISABLED);
            case MAIL_FAILED -> "select f.mailbox_guid " + MAIL_FAILED;
        };
    }

    private static String temporary(String lapsesBy, String setBy) {
        return SOURCE
                + "m.pin_lapses_at <= "
                + lapsesBy
                + " union all "
                + OF_POLICY
                + TEMPORARY
                + " and m.pin_lapses_at is null and m.pin_set_at <= "
                + setBy;
    }

    /// An index of all mailboxes in a state, and of few others, in the usual order.
    ///
    /// @param condition as the index has it
    record StateIndex(String name, String condition) {}

    static Optional<StateIndex> index(State state) {
        return switch (state) {
            case LOCKED -> Optional.of(new StateIndex("mailbox_locked", ANY_LOCK));
            case DISABLED ->
                    Optional.of(new StateIndex("mailbox_disabled", "m.subscriber_access = 0"));
            case NEVER_USED -> Optional.of(new StateIndex("mailbox_unused", "m.pin_signed_in = 0"));
            case EXPIRED, LAPSED, LAPSING, MAIL_FAILED -> Optional.empty();
        };
    }

    /// Adds the values that the conditions name.
    static SqlConditions with(SqlConditions values, Instant now) {
        return values.with("now", now.toEpochMilli())
                .with("soon", now.plus(MailboxQuery.SOON).toEpochMilli())
                .with("charges", Lockout.CHARGES_BEFORE_ONLY_ADMINISTRATORS_UNLOCK);
    }

    private static String lockStands(String path) {
        return """
        {path}lock_reason is not null and ({path}lock_reason <> 'FAILURES' or {path}charges >= :charges or p.lockout_minutes is null
            or {path}lock_since + cast(p.lockout_minutes as bigint) * 60000 > :now)\
        """
                .replace("{path}", path);
    }
}
