package org.ovalogin.storage.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.ovalogin.core.input.SearchText;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.store.MailboxLookup;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.core.store.Page;
import org.ovalogin.storage.database.SqlConditions;
import org.ovalogin.storage.search.SearchHits;
import org.ovalogin.storage.search.SearchHits.Found;
import org.ovalogin.storage.search.SearchHits.Hit;
import org.ovalogin.storage.search.SearchHits.Rank;

/// One page of mailboxes. The cursor is the last mailbox's place in the order, so every page is as
/// quick as the first. No mailbox is left out or comes twice when others are added or removed
/// meanwhile.
final class SqlMailboxQuery {
    private static final Pattern CURSOR = Pattern.compile("([A-Za-z0-9_-]{1,64}):([0-9]{0,20})");

    private static final Pattern CURSOR_OF_HIT =
            Pattern.compile(
                    "(EXACT|NAME|BEGINNING|CONTAINED):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):"
                            + CURSOR);

    private static final String POLICIES =
            " join mailbox_policy p on p.policy_guid = m.policy_guid";

    private static final String TEMPORARY =
            "m.pin_by_owner = 0 and (m.pin_must_change = 1 or m.pin_signed_in = 0)";

    private static final String LAPSES_AT =
            "coalesce(m.pin_lapses_at, m.pin_set_at + cast(p.temporary_pin_hours as bigint) * 3600000)";

    private final MailboxQuery query;
    private final Instant now;
    private final boolean sqlite;

    SqlMailboxQuery(MailboxQuery query, Instant now, boolean sqlite) {
        this.query = query;
        this.now = now;
        this.sqlite = sqlite;
    }

    /// @throws IllegalArgumentException when the query's cursor is malformed
    Page<Mailbox> page(Handle handle, Function<Query, List<Mailbox>> list) {
        return query.text().isEmpty() ? all(handle, list) : found(handle, list);
    }

    /// @param list finds mailboxes in any order
    private Page<Mailbox> found(Handle handle, Function<Query, List<Mailbox>> list) {
        var after = query.part().place().map(SqlMailboxQuery::hit);
        var found = hits(handle).find();
        var left =
                found.hits().stream()
                        .filter(hit -> after.filter(a -> Hit.ORDER.compare(hit, a) <= 0).isEmpty())
                        .toList();
        var page = left.stream().limit(query.part().limit()).toList();
        var next =
                left.size() > page.size() && !page.isEmpty()
                        ? Optional.of(cursor(page.getLast()))
                        : Optional.<String>empty();
        return new Page<>(mailboxes(page, handle, list), found.hits().size(), next, extent(found));
    }

    private static Page.Extent extent(Found found) {
        if (found.more()) return Page.Extent.CAPPED;
        return found.prepared() ? Page.Extent.COMPLETE : Page.Extent.UNPREPARED;
    }

    List<Mailbox> exact(Handle handle, Function<Query, List<Mailbox>> list) {
        var found = hits(handle).findExact();
        return mailboxes(found.stream().limit(query.part().limit()).toList(), handle, list);
    }

    private SearchHits hits(Handle handle) {
        return new SearchHits(
                handle,
                sqlite,
                SearchText.of(query.text()),
                this::conditions,
                query.states().isEmpty() ? "" : POLICIES);
    }

    private static List<Mailbox> mailboxes(
            List<Hit> hits, Handle handle, Function<Query, List<Mailbox>> list) {
        if (hits.isEmpty()) return List.of();
        var guids = hits.stream().map(hit -> hit.guid().toString()).toList();
        var sql = SqlMailboxes.SELECT + "where m.mailbox_guid in (<guids>)";
        var found =
                list.apply(handle.createQuery(sql).bindList("guids", guids)).stream()
                        .collect(Collectors.toMap(Mailbox::guid, Function.identity()));
        return hits.stream()
                .flatMap(hit -> Optional.ofNullable(found.get(hit.guid())).stream())
                .toList();
    }

    private Page<Mailbox> all(Handle handle, Function<Query, List<Mailbox>> list) {
        var from = conditions();
        query.part()
                .place()
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
                        + (query.part().limit() + 1L);
        var found = list.apply(from.bind(handle.createQuery(sql)));
        var page = found.stream().limit(query.part().limit()).toList();
        var next =
                found.size() > page.size() && !page.isEmpty()
                        ? Optional.of(cursor(page.getLast()))
                        : Optional.<String>empty();
        return new Page<>(page, total(handle), next);
    }

    private long total(Handle handle) {
        var wanted = conditions();
        var policies = query.states().isEmpty() ? "" : POLICIES;
        var sql = "select count(*) from mailbox m" + policies + wanted.where();
        return wanted.bind(handle.createQuery(sql)).mapTo(Long.class).one();
    }

    /// One look at all mailboxes, whatever the number of states.
    MailboxLookup.Counts counts(Handle handle) {
        var values = new SqlConditions();
        var sums =
                Stream.of(State.values())
                        .map(s -> ", sum(case when " + condition(s, values) + " then 1 else 0 end)")
                        .collect(Collectors.joining());
        var sql = "select count(*)" + sums + " from mailbox m" + POLICIES;
        return values.bind(handle.createQuery(sql))
                .map(
                        (row, _) -> {
                            var in = new EnumMap<State, Long>(State.class);
                            var column = 2;
                            for (var state : State.values()) in.put(state, row.getLong(column++));
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
        return encoded(mailbox.dialPlan().name() + ":" + mailbox.extensions().getFirst());
    }

    private static String cursor(Hit hit) {
        return encoded(
                "%s:%s:%s:%s".formatted(hit.rank(), hit.guid(), hit.dialPlan(), hit.extension()));
    }

    private static String encoded(String end) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(end.getBytes(StandardCharsets.UTF_8));
    }

    private static MailboxKey place(String cursor) {
        var place = read(CURSOR, cursor);
        return new MailboxKey(place.group(1), place.group(2));
    }

    private static Hit hit(String cursor) {
        var hit = read(CURSOR_OF_HIT, cursor);
        return new Hit(
                UUID.fromString(hit.group(2)),
                Rank.valueOf(hit.group(1)),
                hit.group(3),
                hit.group(4));
    }

    private static Matcher read(Pattern pattern, String cursor) {
        var end =
                pattern.matcher(
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        if (!end.matches())
            throw new IllegalArgumentException("'%s' is no page's end".formatted(cursor));
        return end;
    }
}
