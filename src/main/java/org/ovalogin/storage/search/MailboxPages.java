package org.ovalogin.storage.search;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.input.SearchText;
import org.ovalogin.core.store.MailboxLookup.Counts;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.core.store.Page;
import org.ovalogin.storage.database.SqlConditions;
import org.ovalogin.storage.search.SearchHits.Found;
import org.ovalogin.storage.search.SearchHits.Hit;
import org.ovalogin.storage.search.SearchHits.Rank;
import org.ovalogin.storage.search.SelectedMailboxes.Reading;

/// Pages of mailboxes, as their GUIDs. A page begins at a mailbox's place in the order, so every
/// page is as quick as the first, and no mailbox is left out or comes twice when others are added
/// or removed meanwhile. For one thread.
public final class MailboxPages {
    /// Names the order of hits.
    private static final String BY_RANK = "RANK";

    private final Reading reading;

    public MailboxPages(Handle handle, boolean sqlite, Instant now) {
        this(handle, sqlite, now, MailboxQuery.MOST_COUNTED);
    }

    /// @param few mailboxes that are found first and then sorted, at most
    public MailboxPages(Handle handle, boolean sqlite, Instant now, int few) {
        reading = new Reading(handle, sqlite, now, few);
    }

    /// @throws IllegalArgumentException when the query's place is malformed, or of another order
    public Page<UUID> page(MailboxQuery query) {
        if (query.text().isEmpty()) return sorted(query, Optional.empty());
        var found = hits(query).find();
        if (query.order().by().isEmpty()) return inOrderOfHits(query, found);
        var guids = found.hits().stream().map(Hit::guid).toList();
        return sorted(query, Optional.of(guids)).with(found.hits().size(), extent(found));
    }

    /// The mailboxes that have the text as extension, address or alias.
    public List<UUID> exact(String text, int most) {
        return hits(MailboxQuery.ALL.text(text)).findExact().stream()
                .limit(most)
                .map(Hit::guid)
                .toList();
    }

    private SearchHits hits(MailboxQuery query) {
        var selection = new SelectedMailboxes(reading, query.text(""), Optional.empty());
        return new SearchHits(
                reading.handle(),
                reading.sqlite(),
                SearchText.of(query.text()),
                selection::conditions,
                selection.join());
    }

    private static Page.Extent extent(Found found) {
        if (found.more()) return Page.Extent.CAPPED;
        return found.prepared() ? Page.Extent.COMPLETE : Page.Extent.UNPREPARED;
    }

    private static Page<UUID> inOrderOfHits(MailboxQuery query, Found found) {
        var hits = found.hits();
        var part = query.part();
        var end = part.place().map(place -> PageEnd.read(place, BY_RANK));
        var at = end.map(MailboxPages::hit);
        int begin;
        if (at.isEmpty()) begin = Math.min(part.skip(), hits.size());
        else {
            var before = hits.stream().filter(h -> Hit.ORDER.compare(h, at.get()) < 0).count();
            var upTo = hits.stream().filter(h -> Hit.ORDER.compare(h, at.get()) <= 0).count();
            begin = (int) (end.get().forward() ? upTo : Math.max(0, before - part.limit()));
        }
        var page = hits.subList(begin, Math.min(hits.size(), begin + part.limit()));
        return new Page<>(
                page.stream().map(Hit::guid).toList(),
                hits.size(),
                page.isEmpty() || begin == 0
                        ? Optional.empty()
                        : Optional.of(end(page.getFirst(), false, begin)),
                page.isEmpty() || begin + page.size() == hits.size()
                        ? Optional.empty()
                        : Optional.of(end(page.getLast(), true, begin + page.size() + 1L)),
                begin + 1L,
                extent(found));
    }

    private static String end(Hit hit, boolean forward, long number) {
        return new PageEnd(
                        BY_RANK,
                        forward,
                        number,
                        List.of(
                                hit.rank().name(),
                                hit.dialPlan(),
                                hit.extension(),
                                hit.guid().toString()))
                .text();
    }

    private static Hit hit(PageEnd end) {
        if (end.keys().size() != 4) throw PageEnd.malformed(end.text());
        return new Hit(
                UUID.fromString(end.keys().get(3)),
                Rank.valueOf(end.keys().getFirst()),
                end.keys().get(1),
                end.keys().get(2));
    }

    private Page<UUID> sorted(MailboxQuery query, Optional<List<UUID>> hits) {
        var sorting = Sorting.of(query);
        var part = query.part();
        var end = part.place().map(place -> read(place, sorting));
        var selection = new SelectedMailboxes(reading, query, hits);
        var total =
                selection.total(part.countsAll() ? Long.MAX_VALUE : MailboxQuery.MOST_COUNTED + 1L);
        if (end.isPresent() && !end.get().forward()) {
            var keys =
                    selection.keys(
                            sorting.reversed(), Optional.of(end.get().keys()), 0, part.limit() + 1);
            if (keys.size() > part.limit()) {
                var page = keys.subList(0, part.limit()).reversed();
                var first = Math.max(2, end.get().number() - part.limit() + 1);
                return page(query, page, total, first, true);
            }
            // the beginning, of which this would be less than a page
            end = Optional.empty();
        }
        var keys =
                selection.keys(
                        sorting,
                        end.map(PageEnd::keys),
                        end.isEmpty() ? part.skip() : 0,
                        part.limit() + 1);
        var first = end.map(PageEnd::number).orElse(part.skip() + 1L);
        return page(
                query,
                keys.subList(0, Math.min(keys.size(), part.limit())),
                total,
                first,
                keys.size() > part.limit());
    }

    private static PageEnd read(String place, Sorting sorting) {
        var end = PageEnd.read(place, name(sorting));
        if (!sorting.isPlace(end.keys())) throw PageEnd.malformed(place);
        return end;
    }

    private static String name(Sorting sorting) {
        return sorting.column() + (sorting.falling() ? "-" : "");
    }

    /// @param first the number of the page's first mailbox, as far as it is known
    private static Page<UUID> page(
            MailboxQuery query, List<Sorting.Key> keys, long counted, long first, boolean more) {
        var order = name(Sorting.of(query));
        var capped = !query.part().countsAll() && counted > MailboxQuery.MOST_COUNTED;
        // mailboxes may have come or gone since the page before was shown
        var number = more || capped ? first : counted - keys.size() + 1;
        var previous =
                number > 1 && !keys.isEmpty()
                        ? Optional.of(
                                new PageEnd(order, false, number - 1, keys.getFirst().keys())
                                        .text())
                        : Optional.<String>empty();
        var next =
                more && !keys.isEmpty()
                        ? Optional.of(
                                new PageEnd(
                                                order,
                                                true,
                                                number + keys.size(),
                                                keys.getLast().keys())
                                        .text())
                        : Optional.<String>empty();
        return new Page<>(
                keys.stream().map(key -> UUID.fromString(key.guid())).toList(),
                capped ? MailboxQuery.MOST_COUNTED : counted,
                previous,
                next,
                number,
                capped ? Page.Extent.CAPPED : Page.Extent.COMPLETE);
    }

    /// One look at all mailboxes, whatever the number of states.
    public Counts counts() {
        var sums =
                Stream.of(State.values())
                        .map(
                                s ->
                                        ", sum(case when "
                                                + StateConditions.condition(s)
                                                + " then 1 else 0 end)")
                        .collect(Collectors.joining());
        var sql = "select count(*)" + sums + " from mailbox m" + SelectedMailboxes.POLICIES;
        return StateConditions.with(new SqlConditions(), reading.now())
                .bind(reading.handle().createQuery(sql))
                .map(
                        (row, _) -> {
                            var in = new EnumMap<State, Long>(State.class);
                            var column = 2;
                            for (var state : State.values()) in.put(state, row.getLong(column++));
                            return new Counts(row.getLong(1), in);
                        })
                .one();
    }
}
