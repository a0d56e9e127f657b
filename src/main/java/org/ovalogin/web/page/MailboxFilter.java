package org.ovalogin.web.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.input.SearchText;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Urls;

/// The filter of the list of mailboxes, as written in the page's address.
///
/// @param search part of name, address, alias or extension; empty: any
/// @param after where the previous page ended
public record MailboxFilter(
        String search, Optional<State> state, Optional<String> dialPlan, Optional<String> after) {

    public static final String PATH = "/mailboxes";
    private static final int ROWS = 50;

    /// Ignores unknown values.
    static MailboxFilter of(PageVisit visit) {
        return new MailboxFilter(
                search(visit),
                visit.query("state").flatMap(MailboxFilter::state),
                visit.query("dialPlan"),
                visit.query("after"));
    }

    /// The text to search for, cut to its bound.
    static String search(PageVisit visit) {
        var search = visit.query("search").orElse("").strip();
        return search.substring(0, Math.min(search.length(), SearchText.LONGEST));
    }

    /// For example `never-used`.
    public static String code(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<State> state(String code) {
        return Arrays.stream(State.values()).filter(state -> code(state).equals(code)).findFirst();
    }

    MailboxQuery query() {
        var states = state.map(Set::of).orElse(Set.of());
        return new MailboxQuery(search, dialPlan, Optional.empty(), states, after, ROWS);
    }

    public boolean isEmpty() {
        return search.isEmpty() && state.isEmpty() && dialPlan.isEmpty();
    }

    public MailboxFilter after(Optional<String> cursor) {
        return new MailboxFilter(search, state, dialPlan, cursor);
    }

    /// The address of the list with this filter.
    public String path() {
        var query = new StringBuilder("?");
        if (!search.isEmpty()) Urls.append(query, "search", search);
        state.ifPresent(s -> Urls.append(query, "state", code(s)));
        dialPlan.ifPresent(d -> Urls.append(query, "dialPlan", d));
        after.ifPresent(a -> Urls.append(query, "after", a));
        return query.length() > 1 ? PATH + query : PATH;
    }
}
