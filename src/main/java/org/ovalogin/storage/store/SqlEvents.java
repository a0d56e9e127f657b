package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.store.EventChanges;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.storage.database.Binding;
import org.ovalogin.storage.database.Dialect;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.NamedSql;
import org.ovalogin.storage.database.SqlConditions;

/// The record of events. It is written beside others, since a row changes only to count one more of
/// its kind. For one thread.
final class SqlEvents implements EventChanges {
    static final NamedSql INSERT =
            new NamedSql(
                    """
            insert into event (at, name, result, dial_plan, mailbox_guid, subject, by_whom, from_where, occurrences, minute)
            values (:at, :name, :result, :dialPlan, :mailbox, :subject, :by, :from, :count, :minute)
            on conflict (minute, name, result, dial_plan, mailbox_guid, subject, by_whom, from_where)
            do update set occurrences = event.occurrences + :count
            """);

    private static final NamedSql OF_MINUTE =
            new NamedSql(
                    "select count(*) from (select 1 from event where minute = :minute limit :most) of_minute");

    private final Exclusion exclusion;
    private final Dialect dialect;
    private final List<Event> appended = new ArrayList<>();

    SqlEvents(Exclusion exclusion, Dialect dialect) {
        this.exclusion = exclusion;
        this.dialect = dialect;
    }

    @Override
    public void append(Event event) {
        var aggregated = event.unbounded();
        var minute = event.at().getEpochSecond() / 60;
        var kept = aggregated ? event.among(refusals(minute)) : event;
        var row = INSERT.row();
        bind(row, event, kept)
                .bind("minute", aggregated ? Optional.of(minute) : Optional.<Long>empty());
        exclusion.change(row);
        appended.add(event);
    }

    /// An event that is no refusal.
    static NamedSql.Row row(Event event) {
        var row = INSERT.row();
        bind(row, event, event).bind("minute", Optional.empty());
        return row;
    }

    /// These events are in the transaction too.
    void appended(List<Event> events) {
        appended.addAll(events);
    }

    private static Binding bind(Binding statement, Event event, Event kept) {
        return statement
                .bind("at", event.at().toEpochMilli())
                .bind("name", event.name().name())
                .bind("result", event.result())
                .bind("dialPlan", event.dialPlan())
                .bind("mailbox", kept.mailbox().map(UUID::toString).orElse(""))
                .bind("subject", kept.subject())
                .bind("by", kept.origin().by())
                .bind("from", kept.origin().from())
                .bind("count", event.count());
    }

    /// How many rows a minute has, as far as that matters.
    private int refusals(long minute) {
        return OF_MINUTE
                .first(
                        exclusion.beside(),
                        OF_MINUTE.row().bind("minute", minute).bind("most", Event.MOST_OF_PLACES),
                        row -> row.getInt(1))
                .orElseThrow();
    }

    /// The events of this transaction, which is still open.
    List<Event> appended() {
        return List.copyOf(appended);
    }

    @Override
    public List<Event> of(UUID mailbox, int most) {
        return exclusion
                .handle()
                .createQuery(
                        "select * from event where mailbox_guid = :guid order by event_id desc limit :most")
                .bind("guid", mailbox.toString())
                .bind("most", most)
                .map((row, _) -> Rows.event(row))
                .list();
    }

    @Override
    public List<Event> latestSignIns(UUID mailbox, Set<SignInResult> results, int most) {
        return results.stream()
                .flatMap(result -> latest(mailbox, result, most).stream())
                .sorted(Comparator.comparingLong(EventEntry::id).reversed())
                .limit(most)
                .map(EventEntry::event)
                .toList();
    }

    /// The index of sign-ins finds these without passing others.
    private List<EventEntry> latest(UUID mailbox, SignInResult result, int most) {
        return exclusion
                .handle()
                .createQuery(
                        "select * from event where name = 'SIGN_IN' and mailbox_guid = :guid and result = :result order by event_id desc limit :most")
                .bind("guid", mailbox.toString())
                .bind("result", result.title())
                .bind("most", most)
                .map((row, _) -> new EventEntry(row.getLong("event_id"), Rows.event(row)))
                .list();
    }

    @Override
    public List<EventEntry> list(EventQuery query) {
        var wanted = conditions(query);
        // No "%d": there are languages whose digits are not SQL's.
        var sql =
                "select * from event"
                        + wanted.where()
                        + (query.oldestFirst() ? " order by event_id" : " order by event_id desc")
                        + " limit "
                        + query.limit();
        return wanted.bind(exclusion.handle().createQuery(sql))
                .map((row, _) -> new EventEntry(row.getLong("event_id"), Rows.event(row)))
                .list();
    }

    private static SqlConditions conditions(EventQuery query) {
        var conditions =
                new SqlConditions()
                        .and(
                                "mailbox_guid = :mailbox",
                                "mailbox",
                                query.match().mailbox().map(UUID::toString))
                        .and("dial_plan = :dialPlan", "dialPlan", query.match().dialPlan())
                        .and("result = :result", "result", query.match().result())
                        .and(
                                "lower(by_whom) like :by escape '!'",
                                "by",
                                query.match().by().map(SqlConditions::anywhere))
                        .and(
                                "at >= :since",
                                "since",
                                query.period().since().map(Instant::toEpochMilli))
                        .and(
                                "at < :until",
                                "until",
                                query.period().until().map(Instant::toEpochMilli))
                        .and("event_id < :before", "before", query.numbers().before())
                        .and("event_id > :after", "after", query.numbers().after());
        // names of our own, so there is nothing in them to escape
        if (!query.match().names().isEmpty())
            conditions.and(
                    query.match().names().stream()
                            .map(Enum::name)
                            .sorted()
                            .collect(Collectors.joining("', '", "name in ('", "')")));
        return conditions;
    }

    @Override
    public long settled() {
        return dialect.settledEvents(exclusion.handle());
    }

    @Override
    public List<HourlyCount> hourly(Instant since) {
        return exclusion
                .handle()
                .createQuery(
                        """
                        select at / 3600000 as hours, name, result, sum(occurrences) as total from event
                        where at >= :since and name in ('SIGN_IN', 'LOCKED', 'AUTOMATIC_RESET', 'PIN_RESET')
                        group by at / 3600000, name, result order by hours, name, result
                        """)
                .bind("since", since.toEpochMilli())
                .map((row, _) -> Rows.hourlyCount(row))
                .list();
    }
}
