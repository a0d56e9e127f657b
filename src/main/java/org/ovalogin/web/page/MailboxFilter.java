package org.ovalogin.web.page;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.ovalogin.core.input.SearchText;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.Column;
import org.ovalogin.core.store.MailboxQuery.Order;
import org.ovalogin.core.store.MailboxQuery.Part;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Urls;
import org.ovalogin.web.http.Form;

/// The filter, the order and the place in the list of mailboxes, as written in the page's address.
///
/// @param search part of name, address, alias or extension; empty: any
public record MailboxFilter(
        String search,
        Optional<State> state,
        Optional<String> dialPlan,
        Optional<UUID> policy,
        Order order,
        Position position) {

    public static final String PATH = "/mailboxes";

    /// Mailboxes of a page.
    static final int ROWS = 50;

    /// The last page with a number.
    static final int LAST_NUMBERED = MailboxQuery.MOST_COUNTED / ROWS;

    /// The fields of a form that carries a filter.
    public static final Set<String> FIELDS =
            Set.of("search", "state", "dialPlan", "policy", "sort");

    /// The same with the place in the list.
    static final Set<String> FIELDS_WITH_PLACE =
            Set.of("search", "state", "dialPlan", "policy", "sort", "at", "page");

    /// A page of the list.
    ///
    /// @param at its beginning or end, as the store said
    /// @param number counts from 1; used without `at`
    public record Position(Optional<String> at, int number) {
        public static final Position FIRST = new Position(Optional.empty(), 1);
    }

    /// Ignores unknown values.
    static MailboxFilter of(PageVisit visit) {
        return of(visit::query).at(position(visit::query));
    }

    /// The whole list that a form names in its hidden fields [#FIELDS]. Ignores unknown values.
    public static MailboxFilter of(Form form) {
        return of(given(form));
    }

    /// The page of the list that a form names in its hidden fields [#FIELDS_WITH_PLACE].
    static MailboxFilter withPlace(Form form) {
        return of(form).at(position(given(form)));
    }

    private static Function<String, Optional<String>> given(Form form) {
        return name -> form.field(name).filter(text -> !text.isEmpty());
    }

    private static MailboxFilter of(Function<String, Optional<String>> given) {
        return new MailboxFilter(
                search(given.apply("search")),
                given.apply("state").flatMap(MailboxFilter::state),
                given.apply("dialPlan"),
                given.apply("policy").flatMap(MailboxFilter::guid),
                given.apply("sort").map(MailboxFilter::order).orElse(Order.USUAL),
                Position.FIRST);
    }

    private static Position position(Function<String, Optional<String>> given) {
        var number =
                given.apply("page")
                        .filter(text -> text.matches("[1-9][0-9]{0,3}"))
                        .map(Integer::valueOf)
                        .map(n -> Math.min(n, LAST_NUMBERED));
        return new Position(given.apply("at"), number.orElse(1));
    }

    /// The text to search for.
    static String search(PageVisit visit) {
        return search(visit.query("search"));
    }

    /// Cut to its bound.
    private static String search(Optional<String> typed) {
        var search = typed.orElse("").strip();
        return search.substring(0, Math.min(search.length(), SearchText.LONGEST));
    }

    /// The whole list with this text.
    static MailboxFilter searching(String text) {
        return new MailboxFilter(
                text,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Order.USUAL,
                Position.FIRST);
    }

    /// For example `never-used`.
    public static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<State> state(String code) {
        return coded(State.values(), code);
    }

    private static <E extends Enum<E>> Optional<E> coded(E[] values, String code) {
        return Arrays.stream(values).filter(value -> code(value).equals(code)).findFirst();
    }

    private static Optional<UUID> guid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// A column's code, with `-` before it for descending.
    private static Order order(String sort) {
        var descending = sort.startsWith("-");
        return coded(Column.values(), descending ? sort.substring(1) : sort)
                .map(column -> new Order(Optional.of(column), descending))
                .orElse(Order.USUAL);
    }

    /// The order as in the address; empty: the usual one.
    public String sort() {
        return order.by().map(column -> (order.descending() ? "-" : "") + code(column)).orElse("");
    }

    /// All conditions and the order, at this filter's place in the list.
    public MailboxQuery query() {
        return new MailboxQuery(
                search, dialPlan, policy, state.map(Set::of).orElse(Set.of()), order, part());
    }

    private Part part() {
        var skip = position.at().isPresent() ? 0 : (position.number() - 1) * ROWS;
        return new Part(position.at(), skip, ROWS, false);
    }

    public boolean isEmpty() {
        return search.isEmpty() && state.isEmpty() && dialPlan.isEmpty() && policy.isEmpty();
    }

    /// Another page of the same list.
    public MailboxFilter at(Position other) {
        return new MailboxFilter(search, state, dialPlan, policy, order, other);
    }

    /// The first page with another state; empty: any.
    public MailboxFilter in(Optional<State> other) {
        return new MailboxFilter(search, other, dialPlan, policy, order, Position.FIRST);
    }

    /// The first page in another order.
    public MailboxFilter in(Order other) {
        return new MailboxFilter(search, state, dialPlan, policy, other, Position.FIRST);
    }

    /// The first page of every policy.
    public MailboxFilter ofAnyPolicy() {
        return new MailboxFilter(search, state, dialPlan, Optional.empty(), order, Position.FIRST);
    }

    /// The address of the list with this filter, order and place.
    public String path() {
        return path(PATH);
    }

    /// The same of another page of ours.
    public String path(String page) {
        var query = new StringBuilder("?");
        fields().forEach((name, value) -> Urls.append(query, name, value));
        return query.length() > 1 ? page + query : page;
    }

    /// The parameters of the address, which are a form's hidden fields too.
    public Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        if (!search.isEmpty()) fields.put("search", search);
        state.ifPresent(s -> fields.put("state", code(s)));
        dialPlan.ifPresent(d -> fields.put("dialPlan", d));
        policy.ifPresent(p -> fields.put("policy", p.toString()));
        if (!sort().isEmpty()) fields.put("sort", sort());
        position.at().ifPresent(at -> fields.put("at", at));
        if (position.at().isEmpty() && position.number() > 1)
            fields.put("page", String.valueOf(position.number()));
        return fields;
    }
}
