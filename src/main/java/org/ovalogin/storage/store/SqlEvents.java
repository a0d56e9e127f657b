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
import org.ovalogin.core.mailbox.Event.Name;
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
            insert into event (at, name, result, dial_plan, mailbox_guid, subject, by_whom, from_where, occurrences, minute, changes)
            values (:at, :name, :result, :dialPlan, :mailbox, :subject, :by, :from, :count, :minute, :changes)
            on conflict (minute, name, result, dial_plan, mailbox_guid, subject, by_whom, from_where) where minute is not null
            do update set occurrences = event.occurrences + :count
            """);

    /// Events whose subject is an account.
    private static final String ABOUT_ACCOUNTS =
            "('ACCOUNT_CHANGED', 'ACCOUNT_SIGN_IN', 'MAIL_SENT', 'MAIL_FAILED')";

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
                .bind("count", event.count())
                .bind("changes", event.changes().text());
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

    /// Each key's events are next to each other in an index, in the order of their numbers. All
    /// other conditions are written so that no index fits: SQLite would otherwise choose an index
    /// by its columns alone, and read through millions of events.
    @Override
    public List<EventEntry> list(EventQuery query) {
        var numbers = query.numbers().and(numbers(query.period()));
        var order = Comparator.comparingLong(EventEntry::id);
        return keys(query.match()).stream()
                .flatMap(key -> list(key, query, numbers).stream())
                .distinct()
                .sorted(query.oldestFirst() ? order : order.reversed())
                .limit(query.limit())
                .toList();
    }

    private List<EventEntry> list(Key key, EventQuery query, EventQuery.Numbers numbers) {
        var wanted =
                conditions(query)
                        .and(key.condition(), "keyResult", key.result())
                        .and("event_id < :before", "before", numbers.before())
                        .and("event_id > :after", "after", numbers.after());
        if (key.result().isEmpty()) wanted.and(key.condition());
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

    /// A condition that an index answers.
    ///
    /// @param result bound as `keyResult`
    private record Key(String condition, Optional<String> result) {
        static Key of(String condition) {
            return new Key(condition, Optional.empty());
        }

        static Key of(Name name, String result) {
            // a name of our own, so there is nothing in it to escape
            return new Key(
                    "name = '" + name.name() + "' and result = :keyResult", Optional.of(result));
        }
    }

    /// The most selective condition, as one or more keys.
    private List<Key> keys(EventQuery.Match match) {
        var source = match.source();
        if (match.mailbox().isPresent()) return List.of(Key.of("mailbox_guid = :mailbox"));
        if (source.account().isPresent())
            return List.of(
                    Key.of("lower(by_whom) = :byAccount"),
                    Key.of("lower(subject) = :account and subject <> ''"));
        if (source.caller().isPresent()) return List.of(Key.of("lower(by_whom) = :caller"));
        if (source.address().isPresent())
            return List.of(Key.of(dialect.firstWord("from_where") + " = :address"));
        if (match.result().isPresent()) {
            var names = match.names().isEmpty() ? Set.of(Name.values()) : match.names();
            return names.stream().map(name -> Key.of(name, match.result().get())).toList();
        }
        return match.names().isEmpty()
                ? List.of(Key.of("event_id > 0"))
                : match.names().stream()
                        .flatMap(name -> results(name).stream().map(r -> Key.of(name, r)))
                        .toList();
    }

    /// The results that a name has, found by one step in the index for each.
    private List<String> results(Name name) {
        return exclusion
                .handle()
                .createQuery(
                        """
                        with recursive found(result) as (
                            select min(result) from event where name = :name
                            union all
                            select (select min(result) from event where name = :name and result > found.result)
                            from found where found.result is not null)
                        select result from found where result is not null
                        """)
                .bind("name", name.name())
                .mapTo(String.class)
                .list();
    }

    /// Numbers between which all events of a period are, and some of a day before and after it.
    private EventQuery.Numbers numbers(EventQuery.Period period) {
        var error = EventQuery.Period.CLOCK_ERROR;
        return new EventQuery.Numbers(
                period.until()
                        .flatMap(
                                until ->
                                        number(
                                                "select event_id from event where at >= :at order by at, event_id limit 1",
                                                until.plus(error))),
                period.since()
                        .flatMap(
                                since ->
                                        number(
                                                "select event_id from event where at < :at order by at desc, event_id desc limit 1",
                                                since.minus(error))));
    }

    private Optional<Long> number(String sql, Instant at) {
        return exclusion
                .handle()
                .createQuery(sql)
                .bind("at", at.toEpochMilli())
                .mapTo(Long.class)
                .findOne();
    }

    private SqlConditions conditions(EventQuery query) {
        var match = query.match();
        var source = match.source();
        var conditions =
                new SqlConditions()
                        .and(
                                "mailbox_guid || '' = :mailbox",
                                "mailbox",
                                match.mailbox().map(UUID::toString))
                        .and("dial_plan = :dialPlan", "dialPlan", match.dialPlan())
                        .and("result || '' = :result", "result", match.result())
                        .and(
                                "lower(by_whom || '') like :by escape '!'",
                                "by",
                                source.by().map(SqlConditions::anywhere))
                        .and(
                                "lower(by_whom || '') = :caller",
                                "caller",
                                source.caller().map(n -> SqlConditions.key("caller " + n)))
                        .and(
                                dialect.firstWord("(from_where || '')") + " = :address",
                                "address",
                                source.address())
                        .and(
                                "at + 0 >= :since",
                                "since",
                                query.period().since().map(Instant::toEpochMilli))
                        .and(
                                "at + 0 < :until",
                                "until",
                                query.period().until().map(Instant::toEpochMilli));
        source.account()
                .map(SqlConditions::key)
                .ifPresent(
                        account ->
                                conditions
                                        .and(
                                                "(lower(by_whom || '') = :byAccount or lower(subject || '') = :account and name || '' in "
                                                        + ABOUT_ACCOUNTS
                                                        + ")")
                                        .with("byAccount", "account " + account)
                                        .with("account", account));
        // names of our own, so there is nothing in them to escape
        if (!match.names().isEmpty())
            conditions.and(
                    match.names().stream()
                            .map(Enum::name)
                            .sorted()
                            .collect(Collectors.joining("', '", "name || '' in ('", "')")));
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
