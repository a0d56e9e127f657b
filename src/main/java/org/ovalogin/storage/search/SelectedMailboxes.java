package org.ovalogin.storage.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.Column;
import org.ovalogin.storage.database.SqlConditions;
import org.ovalogin.storage.search.StateConditions.StateIndex;

/// Mailboxes under conditions. If one of the conditions leaves few of them, these are found by its
/// index and sorted. Otherwise the index of the order is read until a page is full, which is soon,
/// since many mailboxes match. For one thread.
final class SelectedMailboxes {
    static final String POLICIES = " join mailbox_policy p on p.policy_guid = m.policy_guid";

    private final Reading reading;
    private final MailboxQuery query;
    private final Optional<List<UUID>> hits;
    private final OptionalInt rank;

    /// Once it is known.
    private Optional<Optional<String>> few = Optional.empty();

    /// A database at a moment.
    ///
    /// @param few mailboxes that are sorted at most
    record Reading(Handle handle, boolean sqlite, Instant now, int few) {
        /// Each filter has its own best plan, from one entry of an index to half of the table.
        void plansEach() {
            if (!sqlite) handle.execute("set local plan_cache_mode = force_custom_plan");
        }

        /// PostgreSQL can't tell how many mailboxes are in a state, and might read all of them to
        /// sort them.
        void sorts(boolean sorts) {
            if (!sqlite) handle.execute("set local enable_sort = " + (sorts ? "on" : "off"));
        }
    }

    /// @param hits of a search: only these are selected; empty: there is no search
    SelectedMailboxes(Reading reading, MailboxQuery query, Optional<List<UUID>> hits) {
        this(reading, query, hits, OptionalInt.empty());
    }

    /// @param rank of the state of all selected mailboxes; empty: any
    private SelectedMailboxes(
            Reading reading, MailboxQuery query, Optional<List<UUID>> hits, OptionalInt rank) {
        this.reading = reading;
        this.query = query;
        this.hits = hits;
        this.rank = rank;
    }

    /// A query of the GUIDs of few mailboxes, with all that match among them; empty: many match.
    private Optional<String> few() {
        if (few.isEmpty()) few = Optional.of(smallest());
        return few.get();
    }

    private Optional<String> smallest() {
        if (hits.isPresent())
            return Optional.of("select m.mailbox_guid from mailbox m where " + isHit());
        var smallest = Optional.<String>empty();
        var size = reading.few() + 1L;
        for (var source : sources()) {
            var entries = counted("select 1 from (" + source + ") c", values(), reading.few() + 1L);
            if (entries < size) {
                size = entries;
                smallest = Optional.of(source);
            }
        }
        return smallest;
    }

    /// Of each condition that has an index.
    private List<String> sources() {
        var sources = new ArrayList<String>();
        if (query.dialPlan().isPresent())
            sources.add("select m.mailbox_guid from mailbox m where m.dial_plan = :dialPlan");
        if (query.policy().isPresent())
            sources.add("select m.mailbox_guid from mailbox m where m.policy_guid = :policy");
        if (!query.states().isEmpty())
            sources.add(
                    query.states().stream()
                            .map(s -> StateConditions.candidates(s, reading.sqlite()))
                            .collect(Collectors.joining(" union all ")));
        if (rank.isPresent())
            StateConditions.ofRank(rank.getAsInt())
                    .map(s -> StateConditions.candidates(s, reading.sqlite()))
                    .ifPresent(sources::add);
        return sources;
    }

    private SqlConditions values() {
        var values = StateConditions.with(new SqlConditions(), reading.now());
        query.dialPlan().ifPresent(name -> values.with("dialPlan", name));
        query.policy().ifPresent(guid -> values.with("policy", guid.toString()));
        rank.ifPresent(r -> values.with("rank", r));
        hits.ifPresent(guids -> values.with("hits", list(guids)));
        return values;
    }

    private String list(List<UUID> guids) {
        if (!reading.sqlite())
            return guids.stream().map(UUID::toString).collect(Collectors.joining(","));
        return guids.stream().map(g -> "\"" + g + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private String isHit() {
        return reading.sqlite()
                ? "m.mailbox_guid in (select value from json_each(:hits))"
                : "m.mailbox_guid = any(string_to_array(:hits, ','))";
    }

    /// All conditions on mailbox `m` and its policy `p`, besides a search.
    SqlConditions conditions() {
        var conditions = values();
        if (query.dialPlan().isPresent()) conditions.and("m.dial_plan = :dialPlan");
        if (query.policy().isPresent()) conditions.and("m.policy_guid = :policy");
        if (!query.states().isEmpty()) conditions.and(StateConditions.anyOf(query.states()));
        if (rank.isPresent()) {
            StateConditions.ofRank(rank.getAsInt())
                    .ifPresent(state -> conditions.and(StateConditions.anyOf(List.of(state))));
            conditions.and(StateConditions.rank() + " = :rank");
        }
        return conditions;
    }

    /// Joins the tables that the conditions name.
    String join() {
        return query.states().isEmpty() && rank.isEmpty() ? "" : POLICIES;
    }

    /// @param most where counting ends
    long total(long most) {
        var conditions = conditions();
        return counted("select 1 from " + matching(join()) + conditions.where(), conditions, most);
    }

    private String matching(String join) {
        return few().map(this::of).orElse("mailbox m") + join;
    }

    /// SQLite reads the tables of a cross join in this order.
    private String of(String source) {
        return "(select distinct * from (%s) d) c%s join mailbox m on m.mailbox_guid = c.mailbox_guid"
                .formatted(source, reading.sqlite() ? " cross" : "");
    }

    private long counted(String sql, SqlConditions values, long most) {
        reading.plansEach();
        return values.bind(
                        reading.handle()
                                .createQuery(
                                        "select count(*) from (%s limit %d) n"
                                                .formatted(sql, most)))
                .mapTo(Long.class)
                .one();
    }

    /// @param place the mailboxes come behind it
    /// @param skip mailboxes from there that are left out
    List<Sorting.Key> keys(Sorting sorting, Optional<List<String>> place, int skip, int limit) {
        if (few().isPresent()) return sorted(sorting, place, skip, limit);
        if (sorting.column() == Column.STATE) return byRank(sorting, place, skip, limit);
        return inOrder(sorting, place, skip, limit);
    }

    private List<Sorting.Key> sorted(
            Sorting sorting, Optional<List<String>> place, int skip, int limit) {
        var conditions = conditions();
        var from =
                "with f as materialized (select m.mailbox_guid"
                        + sorting.selected()
                        + " from "
                        + matching(sorting.column() == Column.STATE ? POLICIES : join())
                        + conditions.where()
                        + ") select f.* from f";
        var beyond = values();
        place.ifPresent(p -> sorting.beyond(beyond, sorting.names(), p));
        return keys(
                from + beyond.where() + sorting.orderBy(sorting.names()),
                beyond,
                sorting,
                skip,
                limit);
    }

    private List<Sorting.Key> inOrder(
            Sorting wanted, Optional<List<String>> place, int skip, int limit) {
        var quick = query.dialPlan().isPresent() ? wanted.withinDialPlan() : wanted;
        if (!quick.equals(wanted))
            return inOrder(quick, place.map(List::reversed), skip, limit).stream()
                    .map(key -> new Sorting.Key(key.guid(), key.keys().reversed()))
                    .toList();
        var conditions = conditions();
        place.ifPresent(p -> wanted.beyond(conditions, wanted.expressions(), p));
        var ofState = ofState(wanted);
        ofState.ifPresent(i -> conditions.and(i.condition()));
        var name = ofState.map(StateIndex::name).or(wanted::index).orElseThrow();
        var index =
                reading.sqlite() ? " indexed by " + name + (join().isEmpty() ? "" : " cross") : "";
        reading.sorts(false);
        var found =
                keys(
                        "select m.mailbox_guid"
                                + wanted.selected()
                                + " from mailbox m"
                                + index
                                + join()
                                + conditions.where()
                                + wanted.orderBy(wanted.expressions()),
                        conditions,
                        wanted,
                        skip,
                        limit);
        reading.sorts(true);
        return found;
    }

    /// The index of the only state that is selected.
    private Optional<StateIndex> ofState(Sorting sorting) {
        if (sorting.column() != Column.DIAL_PLAN) return Optional.empty();
        var state =
                rank.isPresent()
                        ? StateConditions.ofRank(rank.getAsInt())
                        : Optional.of(query.states())
                                .filter(states -> states.size() == 1)
                                .map(states -> states.iterator().next());
        return state.flatMap(StateConditions::index);
    }

    /// One state after the other, each in the usual order.
    private List<Sorting.Key> byRank(
            Sorting sorting, Optional<List<String>> place, int skip, int limit) {
        var found = new ArrayList<Sorting.Key>();
        var step = sorting.falling() ? -1 : 1;
        int start =
                place.map(p -> Integer.parseInt(p.getFirst()))
                        .orElse(sorting.falling() ? StateConditions.LAST_RANK : 0);
        for (int r = start; r >= 0 && r <= StateConditions.LAST_RANK; r += step) {
            var left = skip + limit - found.size();
            if (left <= 0) break;
            var first = String.valueOf(r);
            var within =
                    r == start
                            ? place.map(p -> p.subList(1, p.size()))
                            : Optional.<List<String>>empty();
            new SelectedMailboxes(reading, query, hits, OptionalInt.of(r))
                    .keys(new Sorting(Column.DIAL_PLAN, sorting.falling()), within, 0, left)
                    .forEach(key -> found.add(key.behind(first)));
        }
        return found.subList(Math.min(skip, found.size()), found.size());
    }

    private List<Sorting.Key> keys(
            String sql, SqlConditions values, Sorting sorting, int skip, int limit) {
        reading.plansEach();
        return values.bind(
                        reading.handle()
                                .createQuery("%s limit %d offset %d".formatted(sql, limit, skip)))
                .map(
                        (row, _) -> {
                            var keys = new ArrayList<String>();
                            for (var name : sorting.names()) keys.add(row.getString(name));
                            return new Sorting.Key(row.getString("mailbox_guid"), keys);
                        })
                .list();
    }
}
