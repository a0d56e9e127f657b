package org.ovalogin.web.page;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.store.MailboxLookup.Counts;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.Column;
import org.ovalogin.core.store.MailboxQuery.Order;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.core.store.Page;
import org.ovalogin.web.frame.PageTexts;

/// A page of the list of mailboxes as it is shown.
public record MailboxList(
        MailboxFilter filter,
        List<Row> rows,
        List<Chip> chips,
        List<Header> headers,
        Pager pager,
        Rights rights) {

    /// States that have a chip, the most urgent first.
    private static final List<State> CHIPS =
            List.of(State.LOCKED, State.EXPIRED, State.LAPSED, State.NEVER_USED, State.MAIL_FAILED);

    public MailboxList {
        rows = List.copyOf(rows);
        chips = List.copyOf(chips);
        headers = List.copyOf(headers);
    }

    /// What the account may do to mailboxes.
    ///
    /// @param jobs may tick mailboxes for a bulk job
    public record Rights(boolean support, boolean manage, boolean jobs) {}

    /// One line of the list.
    ///
    /// @param actions that the account may take
    public record Row(Mailbox mailbox, List<Badge> badges, Actions actions, Instant now) {
        public Row {
            badges = List.copyOf(badges);
        }
    }

    /// The help desk may not touch an administrator's mailbox.
    public enum Actions {
        NONE,
        /// An administrator's mailbox, shown to the help desk.
        REFUSED,
        RESET,
        UNLOCK_AND_RESET
    }

    /// A state with the number of its mailboxes in all dial plans.
    ///
    /// @param count empty: not known yet
    public record Chip(String code, Optional<Long> count, String path, boolean current) {}

    /// The head of a column.
    ///
    /// @param sorted `ascending` or `descending`; null: not sorted by it
    public record Header(String key, String code, String path, @Nullable String sorted) {}

    /// The other pages.
    ///
    /// @param total mailboxes of all pages, as far as they were counted
    /// @param count where this page is among them, in words
    /// @param numbers a gap between two is shown as such
    public record Pager(
            long total,
            String count,
            Optional<String> previous,
            Optional<String> next,
            List<Numbered> numbers) {
        public Pager {
            numbers = List.copyOf(numbers);
        }
    }

    /// @param gap pages before it are left out
    public record Numbered(int number, String path, boolean current, boolean gap) {}

    public boolean jobs() {
        return rights.jobs();
    }

    public boolean acts() {
        return rights.support();
    }

    public boolean manages() {
        return rights.manage();
    }

    /// Whether the chips' counts are known.
    public boolean counted() {
        return chips.stream().allMatch(chip -> chip.count().isPresent());
    }

    static List<Chip> chips(MailboxFilter filter, Optional<Counts> counts) {
        return CHIPS.stream()
                .map(
                        state -> {
                            var current = filter.state().filter(state::equals).isPresent();
                            var other = filter.in(current ? Optional.empty() : Optional.of(state));
                            return new Chip(
                                    MailboxFilter.code(state),
                                    counts.map(c -> c.in(state)),
                                    other.path(),
                                    current);
                        })
                .toList();
    }

    static List<Header> headers(MailboxFilter filter) {
        return Arrays.stream(Column.values()).map(column -> header(filter, column)).toList();
    }

    private static Header header(MailboxFilter filter, Column column) {
        var order = shown(filter);
        var current = order.by().filter(column::equals).isPresent();
        var code = MailboxFilter.code(column);
        return new Header(
                "mailboxes.column." + code,
                code,
                filter.in(after(filter, column)).path(),
                current ? (order.descending() ? "descending" : "ascending") : null);
    }

    private static Order shown(MailboxFilter filter) {
        if (filter.order().by().isPresent() || !filter.search().isEmpty()) return filter.order();
        return new Order(Optional.of(Column.DIAL_PLAN), false);
    }

    /// Up, then down; of a search then the best hits again.
    private static Order after(MailboxFilter filter, Column column) {
        var order = shown(filter);
        if (order.by().filter(column::equals).isEmpty())
            return new Order(Optional.of(column), false);
        if (!order.descending()) return new Order(Optional.of(column), true);
        return filter.search().isEmpty() ? new Order(Optional.of(column), false) : Order.USUAL;
    }

    static Pager pager(PageTexts texts, MailboxFilter filter, Page<?> page) {
        var numbers =
                page.previous().isEmpty() && page.next().isEmpty()
                        ? List.<Numbered>of()
                        : numbers(filter, page);
        return new Pager(
                page.total(),
                count(texts, page),
                page.previous().map(at -> at(filter, at)),
                page.next().map(at -> at(filter, at)),
                numbers);
    }

    private static String at(MailboxFilter filter, String place) {
        return filter.at(new MailboxFilter.Position(Optional.of(place), 1)).path();
    }

    private static String count(PageTexts texts, Page<?> page) {
        var size = page.items().size();
        var whole = page.previous().isEmpty() && page.next().isEmpty();
        var capped = page.extent() == Page.Extent.CAPPED;
        var sentence =
                whole || size == 0
                        ? texts.text("mailboxes.count", page.total())
                        : texts.text(
                                capped ? "mailboxes.rangeOfMore" : "mailboxes.range",
                                page.first(),
                                page.first() + size - 1,
                                page.total());
        if (capped && page.total() < MailboxQuery.MOST_COUNTED)
            return sentence + " " + texts.text("mailboxes.narrow");
        if (page.extent() == Page.Extent.UNPREPARED)
            return sentence + " " + texts.text("mailboxes.unprepared");
        return sentence;
    }

    /// The first page, the last one with a number, and those around this one.
    private static List<Numbered> numbers(MailboxFilter filter, Page<?> page) {
        var current =
                (int) Math.min((page.first() - 1) / MailboxFilter.ROWS + 1, Integer.MAX_VALUE);
        var last =
                (int)
                        Math.min(
                                (page.total() + MailboxFilter.ROWS - 1) / MailboxFilter.ROWS,
                                MailboxFilter.LAST_NUMBERED);
        var shown = new TreeSet<Integer>();
        shown.add(1);
        shown.add(last);
        for (var n = Math.max(1, current - 2); n <= Math.min(last, current + 2); n++) shown.add(n);
        return shown.stream()
                .map(
                        n ->
                                new Numbered(
                                        n,
                                        filter.at(new MailboxFilter.Position(Optional.empty(), n))
                                                .path(),
                                        n == current,
                                        n > 1 && !shown.contains(n - 1)))
                .toList();
    }
}
