package org.ovalogin.storage.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.store.MailboxLookup;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.core.store.Page;
import org.ovalogin.storage.database.SqlConditions;

/// One page of a search for mailboxes. The cursor is the last mailbox's place in the order, so
/// every page is as quick as the first. No mailbox is left out or comes twice when others are added
/// or removed meanwhile.
final class SqlMailboxQuery {
    private static final Pattern CURSOR = Pattern.compile("([A-Za-z0-9_-]{1,64}):([0-9]{0,20})");

    private static final String WITH_TEXT =
            """
            (m.address_key like :text escape '!' or m.address_typed_key like :text escape '!' or m.display_name_key like :text escape '!'
                or m.mailbox_guid in (select x.mailbox_guid from alias x
                    where x.alias_key like :text escape '!' or x.alias_typed_key like :text escape '!')
                or m.mailbox_guid in (select x.mailbox_guid from extension x where x.digits like :text escape '!'))
            """;

    private static final String TEMPORARY =
            "m.pin_by_owner = 0 and (m.pin_must_change = 1 or m.pin_signed_in = 0)";

    private static final String LAPSES_AT =
            "coalesce(m.pin_lapses_at, m.pin_set_at + cast(p.temporary_pin_hours as bigint) * 3600000)";

    private final MailboxQuery query;
    private final Instant now;

    SqlMailboxQuery(MailboxQuery query, Instant now) {
        this.query = query;
        this.now = now;
    }

    /// @throws IllegalArgumentException when the query's cursor is malformed
    Page<Mailbox> page(Handle handle, Function<Query, List<Mailbox>> list) {
        var from = conditions();
        query.after()
                .map(SqlMailboxQuery::place)
                .ifPresent(
                        place ->
                                from.and("(m.dial_plan, m.primary_extension) > (:plan, :extension)")
                                        .with("plan", place.dialPlan())
                                        .with("extension", place.extension()));
        var sql =
                SqlMailboxes.SELECT
                        + from.where()
                        + SqlMailboxes.IN_ORDER
                        + " limit "
                        + (query.limit() + 1L);
        var found = list.apply(from.bind(handle.createQuery(sql)));
        var page = found.stream().limit(query.limit()).toList();
        var next =
                found.size() > page.size() && !page.isEmpty()
                        ? Optional.of(cursor(page.getLast()))
                        : Optional.<String>empty();
        return new Page<>(page, total(handle), next);
    }

    private long total(Handle handle) {
        var wanted = conditions();
        var policies =
                query.states().isEmpty()
                        ? ""
                        : " join mailbox_policy p on p.policy_guid = m.policy_guid";
        var sql = "select count(*) from mailbox m" + policies + wanted.where();
        return wanted.bind(handle.createQuery(sql)).mapTo(Long.class).one();
    }

    /// One look at all mailboxes, whatever the number of states.
    static MailboxLookup.Counts counts(Handle handle, Instant now) {
        var query = new SqlMailboxQuery(MailboxQuery.ALL, now);
        var values = new SqlConditions();
        var sums =
                Stream.of(State.values())
                        .map(
                                s ->
                                        ", sum(case when "
                                                + query.condition(s, values)
                                                + " then 1 else 0 end)")
                        .collect(Collectors.joining());
        var sql =
                "select count(*)%s from mailbox m join mailbox_policy p on p.policy_guid = m.policy_guid"
                        .formatted(sums);
        return values.bind(handle.createQuery(sql))
                .map(
                        (row, _) -> {
                            var in = new EnumMap<State, Long>(State.class);
                            for (var state : State.values())
                                in.put(state, row.getLong(state.ordinal() + 2));
                            return new MailboxLookup.Counts(row.getLong(1), in);
                        })
                .one();
    }

    private SqlConditions conditions() {
        var conditions =
                new SqlConditions()
                        .and("m.dial_plan = :dialPlan", "dialPlan", query.dialPlan())
                        .and(
                                "m.policy_guid = :policy",
                                "policy",
                                query.policy().map(UUID::toString));
        if (!query.text().isEmpty())
            conditions.and(WITH_TEXT, "text", SqlConditions.anywhere(query.text()));
        if (!query.states().isEmpty()) {
            conditions.and(
                    query.states().stream()
                            .map(s -> "(" + condition(s, conditions) + ")")
                            .collect(Collectors.joining(" or ", "(", ")")));
        }
        return conditions;
    }

    /// Says in SQL what [Mailbox] and its parts say in Java.
    private String condition(State state, SqlConditions values) {
        return switch (state) {
            case LOCKED -> {
                atThisMoment(values)
                        .with("charges", Lockout.CHARGES_BEFORE_ONLY_ADMINISTRATORS_UNLOCK);
                yield lockStands("m.") + " or " + lockStands("m.trusted_");
            }
            case EXPIRED -> {
                atThisMoment(values);
                yield "m.pin_must_change = 1 or m.pin_set_at + cast(p.pin_lifetime_days as bigint) * 86400000 <= :now";
            }
            case LAPSED -> {
                atThisMoment(values);
                yield TEMPORARY + " and " + LAPSES_AT + " <= :now";
            }
            case LAPSING -> {
                atThisMoment(values).with("soon", now.plus(MailboxQuery.SOON).toEpochMilli());
                yield TEMPORARY + " and " + LAPSES_AT + " > :now and " + LAPSES_AT + " <= :soon";
            }
            case NEVER_USED -> "m.last_logon is null and m.pin_signed_in = 0";
            case DISABLED -> "m.subscriber_access = 0";
            case MAIL_FAILED ->
                    "m.mailbox_guid in (select f.mailbox_guid " + SqlNotices.FAILED + ")";
        };
    }

    private static String lockStands(String path) {
        return """
        {path}lock_reason is not null and ({path}lock_reason <> 'FAILURES' or {path}charges >= :charges or p.lockout_minutes is null
            or {path}lock_since + cast(p.lockout_minutes as bigint) * 60000 > :now)\
        """
                .replace("{path}", path);
    }

    private SqlConditions atThisMoment(SqlConditions values) {
        return values.with("now", now.toEpochMilli());
    }

    private static String cursor(Mailbox mailbox) {
        var place = mailbox.dialPlan().name() + ":" + mailbox.extensions().getFirst();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static MailboxKey place(String cursor) {
        var place =
                CURSOR.matcher(
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        if (!place.matches())
            throw new IllegalArgumentException("'%s' is no page's end".formatted(cursor));
        return new MailboxKey(place.group(1), place.group(2));
    }
}
