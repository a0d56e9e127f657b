package org.ovalogin.storage.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    private static final String EXACT_EXTENSION = "select x.mailbox_guid from extension x where x.digits = :digits";

    private static final String EXACT_PLACE =
            """
            select x.mailbox_guid from extension x where x.digits = :digits and x.dial_plan in (
                select y.dial_plan from dial_plan y where lower(y.dial_plan) = :place)\
            """;

    private static final String EXACT_ADDRESS =
            """
            select x.mailbox_guid from mailbox x where x.address_key in (%1$s)
            union all select x.mailbox_guid from alias x where x.alias_key in (%1$s)\
            """;

    private static final String NAME = "select x.mailbox_guid from search_text x where x.name = :field";

    private static final String NAME_BEGINNING =
            "select x.mailbox_guid from search_text x where x.name >= :field and x.name < :fieldEnd";

    private static final String EXTENSION_BEGINNING =
            "select x.mailbox_guid from extension x where x.digits >= :digits and x.digits < :digitsEnd";

    private static final String PLACE_BEGINNING =
            """
            select x.mailbox_guid from extension x where x.digits >= :digits and x.digits < :digitsEnd and x.dial_plan in (
                select y.dial_plan from dial_plan y where lower(y.dial_plan) = :place)\
            """;

    private static final String ADDRESS_BEGINNING =
            "select x.mailbox_guid from mailbox x where x.address_key >= :address and x.address_key < :addressEnd";

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
            add(Rank.NAME, NAME);
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
        if (text.extension().isPresent()) add(Rank.EXACT, EXACT_EXTENSION);
        if (text.place().isPresent()) add(Rank.EXACT, EXACT_PLACE);
        var keys = EmailAddress.keys(text.typed());
        var names = new ArrayList<String>();
        for (var i = 0; i < keys.size(); i++) names.add(":key" + i);
        add(Rank.EXACT, EXACT_ADDRESS.formatted(String.join(", ", names)));
    }

    private void beginnings() {
        add(Rank.BEGINNING, NAME_BEGINNING);
        if (text.extension().isPresent()) add(Rank.BEGINNING, EXTENSION_BEGINNING);
        if (text.place().isPresent()) add(Rank.BEGINNING, PLACE_BEGINNING);
        add(Rank.BEGINNING, ADDRESS_BEGINNING);
    }

    private void add(Rank rank, String guids) {
        var conditions = filters.get().and("m.mailbox_guid in (" + guids + ")");
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
        add(rank, conditions, "from mailbox m" + join);
    }

    /// A text that begins with the value lies between it and its end.
    private static SqlConditions bounds(SqlConditions conditions, String name, String value) {
        return conditions
                .with(name, value)
                .with(name + "End", value + Character.toString(Character.MAX_CODE_POINT));
    }

    private void contained() {
        var conditions = filters.get();
        var pieces = new ArrayList<String>();
        for (var i = 0; i < text.parts().size(); i++) {
            var part = text.parts().get(i);
            if (sqlite) pieces.addAll(part.trigrams());
            // a folded text has no character that a pattern reads in its own way
            if (sqlite) conditions.and("instr(s.folded, :part%d) > 0".formatted(i), "part" + i, part.folded());
            else conditions.and("s.folded like :part%d".formatted(i), "part" + i, "%" + part.folded() + "%");
        }
        if (sqlite) {
            conditions.and(
                    "search_trigram match :pieces",
                    "pieces",
                    pieces.stream().distinct().map(p -> '"' + p + '"').collect(Collectors.joining(" AND ")));
            add(
                    Rank.CONTAINED,
                    conditions,
                    "from search_trigram t cross join search_text s on s.search_id = t.rowid cross join mailbox m on m.mailbox_guid = s.mailbox_guid"
                            + join);
        } else {
            add(
                    Rank.CONTAINED,
                    conditions,
                    "from search_text s join mailbox m on m.mailbox_guid = s.mailbox_guid" + join);
        }
    }

    /// The row of a mailbox that is still to be folded is missing or out of date. A few of these
    /// mailboxes are folded here.
    private void unfolded() {
        var conditions = filters.get();
        var due =
                query(
                        Rank.CONTAINED,
                        conditions,
                        "from search_due u join mailbox m on m.mailbox_guid = u.mailbox_guid" + join,
                        UNFOLDED + 1);
        prepared = due.size() <= UNFOLDED;
        if (!prepared) return;
        var known = due.stream().collect(Collectors.toMap(hit -> hit.guid().toString(), hit -> hit));
        for (var fields : SearchFields.read(handle, List.copyOf(known.keySet()))) {
            var hit = Objects.requireNonNull(known.get(fields.guid()));
            if (Optional.ofNullable(hits.get(hit.guid())).filter(h -> h.rank() == Rank.EXACT).isPresent())
                continue;
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

    private void add(Rank rank, SqlConditions conditions, String from) {
        if (hits.size() > MOST) return;
        for (var hit : query(rank, conditions, from, MOST + 1 + hits.size()))
            hits.putIfAbsent(hit.guid(), hit);
    }

    private List<Hit> query(Rank rank, SqlConditions conditions, String from, int most) {
        var sql =
                "select m.mailbox_guid, m.dial_plan, m.primary_extension "
                        + from
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
