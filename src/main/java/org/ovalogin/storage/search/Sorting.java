package org.ovalogin.storage.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.Column;
import org.ovalogin.storage.database.SqlConditions;

/// An order of mailboxes `m` in SQL. Dial plan and primary extension come last, so no two mailboxes
/// have the same place. A place never seen before is before all others: no value is null, which
/// databases sort differently.
///
/// @param column the first thing to sort by
/// @param falling in the order of the index from its end
record Sorting(Column column, boolean falling) {
    private static final String PLAN = "m.dial_plan";
    private static final String EXTENSION = "m.primary_extension";

    /// Names in a query's result.
    private static final List<String> NAMES = List.of("first_key", "second_key", "third_key");

    /// @param keys texts, or whole numbers as texts
    record Key(String guid, List<String> keys) {
        Key {
            keys = List.copyOf(keys);
        }

        /// @param first comes before the other keys
        Key behind(String first) {
            return new Key(guid, Stream.concat(Stream.of(first), keys.stream()).toList());
        }
    }

    static Sorting of(MailboxQuery query) {
        var order = query.order();
        // mailboxes of a state have that one in common
        var column =
                order.by()
                        .filter(by -> by != Column.STATE || query.states().isEmpty())
                        .orElse(Column.DIAL_PLAN);
        // the newest PIN is the youngest
        return new Sorting(column, order.descending() != (column == Column.PIN_AGE));
    }

    /// Within one dial plan these are the same, and the latter has an index for it.
    Sorting withinDialPlan() {
        return column == Column.EXTENSION ? new Sorting(Column.DIAL_PLAN, falling) : this;
    }

    Sorting reversed() {
        return new Sorting(column, !falling);
    }

    List<String> expressions() {
        return switch (column) {
            case NAME -> List.of("m.name_order", PLAN, EXTENSION);
            case EXTENSION -> List.of(EXTENSION, PLAN);
            case DIAL_PLAN -> List.of(PLAN, EXTENSION);
            case STATE -> List.of(StateConditions.rank(), PLAN, EXTENSION);
            case LAST_SIGN_IN -> List.of("coalesce(m.last_logon, 0)", PLAN, EXTENSION);
            case PIN_AGE -> List.of("m.pin_set_at", PLAN, EXTENSION);
        };
    }

    /// SQLite's index in this order; empty: there is none.
    Optional<String> index() {
        return switch (column) {
            case NAME -> Optional.of("mailbox_by_name");
            case EXTENSION -> Optional.of("mailbox_by_extension");
            case DIAL_PLAN -> Optional.of("mailbox_in_order");
            case LAST_SIGN_IN -> Optional.of("mailbox_by_sign_in");
            case PIN_AGE -> Optional.of("mailbox_by_pin_age");
            case STATE -> Optional.empty();
        };
    }

    private boolean isNumber(int key) {
        return key == 0
                && Set.of(Column.STATE, Column.LAST_SIGN_IN, Column.PIN_AGE).contains(column);
    }

    List<String> names() {
        return NAMES.subList(0, expressions().size());
    }

    String selected() {
        return IntStream.range(0, names().size())
                .mapToObj(i -> ", " + expressions().get(i) + " as " + names().get(i))
                .collect(Collectors.joining());
    }

    /// @param columns expressions, or their names
    String orderBy(List<String> columns) {
        return columns.stream()
                .map(c -> falling ? c + " desc" : c)
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /// The mailboxes behind a place in this order.
    ///
    /// @param columns expressions, or their names
    void beyond(SqlConditions conditions, List<String> columns, List<String> place) {
        var names = new ArrayList<String>();
        for (var i = 0; i < columns.size(); i++) {
            names.add(":key" + i);
            conditions.with(
                    "key" + i, isNumber(i) ? Long.valueOf(place.get(i)) : (Object) place.get(i));
        }
        conditions.and(
                "(%s) %s (%s)"
                        .formatted(
                                String.join(", ", columns),
                                falling ? "<" : ">",
                                String.join(", ", names)));
    }

    /// Whether texts can be a place in this order.
    boolean isPlace(List<String> keys) {
        return keys.size() == names().size()
                && IntStream.range(0, keys.size())
                        .allMatch(i -> !isNumber(i) || keys.get(i).matches("[0-9]{1,18}"));
    }
}
