package org.ovalogin.storage.search;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.SearchText;
import org.ovalogin.storage.database.SqlConditions;

/// Mailboxes that a text finds, the better ones first. The first three ranks have an index of their
/// own each, so they are complete however many mailboxes contain the text. For one thread.
public final class SearchHits {
    /// Hits beyond these are not looked for: nobody reads them, and a text in half of a million
    /// mailboxes would take seconds.
    public static final int MOST = 1000;

    /// Mailboxes that a search folds itself because their rows are missing or out of date.
    private static final int UNFOLDED = 500;

    /// In the order of the ranks.
    public enum Rank {
        /// The text is an extension, a dial plan's extension, an address or an alias.
        EXACT,
        NAME,
        /// A name, an extension or an address begins with the text.
        BEGINNING,
        /// All words of the text are parts of the fields.
        CONTAINED
    }

    /// @param extension the primary one
    public record Hit(UUID guid, Rank rank, String dialPlan, String extension) {
        /// Within a rank in the order of dial plan and primary extension.
        public static final Comparator<Hit> ORDER =
                Comparator.comparing(Hit::rank)
                        .thenComparing(Hit::dialPlan)
                        .thenComparing(Hit::extension)
                        .thenComparing(Hit::guid);

        private Hit with(Rank other) {
            return new Hit(guid, other, dialPlan, extension);
        }
    }

    /// @param hits in their order, [#MOST] at most
    /// @param more there are others
    /// @param prepared false: mailboxes that have not been folded yet may be missing
    public record Found(List<Hit> hits, boolean more, boolean prepared) {
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /// Behind a condition on an extension: in the dial plan that was typed, in whatever case.
    private static final String IN_PLAN =
            " and x.dial_plan in (select y.dial_plan from dial_plan y where lower(y.dial_plan) = :place)";

    private static final String DIGITS = "x.digits = :digits";
    private static final String DIGITS_BEGIN = "x.digits >= :digits and x.digits < :digitsEnd";
    private static final String NAME = "x.name = :field";
    private static final String NAME_BEGINS = "x.name >= :field and x.name < :fieldEnd";
    private static final String ADDRESS_BEGINS =
            "m.address_key >= :address and m.address_key < :addressEnd";

    private final Handle handle;
    private final boolean sqlite;
    private final SearchText text;
    private final Supplier<SqlConditions> filters;

    /// Joins the tables that the filters name.
    private final String join;

    private final Map<UUID, Hit> hits = new LinkedHashMap<>();
    private boolean prepared = true;

    /// @param filters conditions on the mailbox `m`, made anew for each query
    /// @param join joins other tables of the filters
    public SearchHits(
            Handle handle,
            boolean sqlite,
            SearchText text,
            Supplier<SqlConditions> filters,
            String join) {
        this.handle = handle;
        this.sqlite = sqlite;
        this.text = text;
        this.filters = filters;
        this.join = join;
    }

    public Found find() {
        if (!text.isEmpty()) {
            exact();
            add(Rank.NAME, "search_text x", NAME);
            beginnings();
            if (hits.size() <= MOST) contained();
            unfolded();
        }
        return new Found(sorted(), hits.size() > MOST, prepared);
    }

    /// The hits of the first rank alone.
    public List<Hit> findExact() {
        if (!text.isEmpty()) exact();
        return sorted();
    }

    private List<Hit> sorted() {
        return hits.values().stream()
                .sorted(Comparator.comparing(Hit::rank))
                .limit(MOST)
                .sorted(Hit.ORDER)
                .toList();
    }

    private void exact() {
        if (text.extension().isPresent()) add(Rank.EXACT, "extension x", DIGITS);
        if (text.place().isPresent()) add(Rank.EXACT, "extension x", DIGITS + IN_PLAN);
        var keys =
                IntStream.range(0, EmailAddress.keys(text.typed()).size())
                        .mapToObj(i -> ":key" + i)
                        .collect(Collectors.joining(", ", "(", ")"));
        add(Rank.EXACT, "", "m.address_key in " + keys);
        add(Rank.EXACT, "alias x", "x.alias_key in " + keys);
    }

    private void beginnings() {
        add(Rank.BEGINNING, "search_text x", NAME_BEGINS);
        if (text.extension().isPresent()) add(Rank.BEGINNING, "extension x", DIGITS_BEGIN);
        if (text.place().isPresent()) add(Rank.BEGINNING, "extension x", DIGITS_BEGIN + IN_PLAN);
        add(Rank.BEGINNING, "", ADDRESS_BEGINS);
    }

    /// @param table as `x`, with the mailboxes' GUIDs; empty: the mailboxes themselves
    private void add(Rank rank, String table, String condition) {
        if (hits.size() > MOST) return;
        var conditions = filters.get().and(condition);
        text.extension().ifPresent(digits -> bounds(conditions, "digits", digits));
        text.place()
                .ifPresent(
                        place ->
                                bounds(conditions, "digits", place.digits())
                                        .with("place", SqlConditions.key(place.dialPlan())));
        bounds(conditions, "field", text.field());
        bounds(conditions, "address", SqlConditions.key(text.typed()));
        var keys = EmailAddress.keys(text.typed());
        for (var i = 0; i < keys.size(); i++) conditions.with("key" + i, keys.get(i));
        addAll(rank, conditions, table.isEmpty() ? "mailbox m" : table + mailboxOf("x"));
    }

    /// SQLite reads the tables of a cross join in this order.
    private String mailboxOf(String table) {
        return (sqlite ? " cross" : "")
                + " join mailbox m on m.mailbox_guid = "
                + table
                + ".mailbox_guid";
    }

    /// A text that begins with the value lies between it and its end.
    private static SqlConditions bounds(SqlConditions conditions, String name, String value) {
        return conditions
                .with(name, value)
                .with(name + "End", value + Character.toString(Character.MAX_CODE_POINT));
    }

    private void contained() {
        // each text has its own best plan, from one row of the index to half of the table
        if (!sqlite) handle.execute("set local plan_cache_mode = force_custom_plan");
        var conditions = filters.get();
        for (var i = 0; i < text.parts().size(); i++) {
            var folded = text.parts().get(i).folded();
            // a folded text has no character that a pattern reads in its own way
            if (sqlite) conditions.and("instr(s.folded, :part" + i + ") > 0", "part" + i, folded);
            else conditions.and("s.folded like :part" + i, "part" + i, "%" + folded + "%");
        }
        if (sqlite) conditions.and("search_trigram match :pieces", "pieces", pieces());
        var indexed =
                sqlite
                        ? "search_trigram t cross join search_text s on s.search_id = t.rowid"
                        : "search_text s";
        addAll(Rank.CONTAINED, conditions, indexed + mailboxOf("s"));
    }

    /// For SQLite's index; folded texts need no quotation marks of their own.
    private String pieces() {
        return text.parts().stream()
                .flatMap(part -> part.trigrams().stream())
                .distinct()
                .map(piece -> '"' + piece + '"')
                .collect(Collectors.joining(" AND "));
    }

    /// The row of a mailbox that is still to be folded is missing or out of date. A few of these
    /// mailboxes are folded here.
    private void unfolded() {
        var conditions = filters.get();
        var due = query(Rank.CONTAINED, conditions, "search_due u" + mailboxOf("u"), UNFOLDED + 1);
        prepared = due.size() <= UNFOLDED;
        if (!prepared) return;
        var known =
                due.stream().collect(Collectors.toMap(hit -> hit.guid().toString(), hit -> hit));
        for (var fields : SearchFields.read(handle, List.copyOf(known.keySet()))) {
            var hit = Objects.requireNonNull(known.get(fields.guid()));
            if (Optional.ofNullable(hits.get(hit.guid()))
                    .filter(h -> h.rank() == Rank.EXACT)
                    .isPresent()) continue;
            hits.remove(hit.guid());
            rank(fields).ifPresent(rank -> hits.put(hit.guid(), hit.with(rank)));
        }
    }

    private Optional<Rank> rank(SearchFields fields) {
        if (!text.matches(fields.folded())) return Optional.empty();
        var name = fields.foldedName();
        if (name.equals(text.field())) return Optional.of(Rank.NAME);
        return Optional.of(name.startsWith(text.field()) ? Rank.BEGINNING : Rank.CONTAINED);
    }

    private void addAll(Rank rank, SqlConditions conditions, String from) {
        for (var hit : query(rank, conditions, from, MOST + 1 + hits.size()))
            hits.putIfAbsent(hit.guid(), hit);
    }

    private List<Hit> query(Rank rank, SqlConditions conditions, String from, int most) {
        var sql =
                "select m.mailbox_guid, m.dial_plan, m.primary_extension from "
                        + from
                        + join
                        + conditions.where()
                        + " limit "
                        + most;
        return conditions
                .bind(handle.createQuery(sql))
                .map(
                        (row, _) ->
                                new Hit(
                                        UUID.fromString(row.getString(1)),
                                        rank,
                                        row.getString(2),
                                        row.getString(3)))
                .list();
    }
}
