package org.ovalogin.web.bulk;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ovalogin.core.administration.BulkSelection;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.http.Form;

/// The form around the list of mailboxes: the work, and ticked mailboxes or all that match the
/// list's filter.
///
/// @param filter the fields of the filter
/// @param query the mailboxes that match it
/// @param path the address of the list with it
public record ListForm(
        Set<String> filter, Function<Form, MailboxQuery> query, Function<Form, String> path) {
    private static final String MAILBOX = "mailbox";
    private static final String ALL = "all";
    private static final String WORK = "work";
    static final String TO = "to";

    public ListForm {
        filter = Set.copyOf(filter);
    }

    /// A submitted form.
    ///
    /// @param to the target; empty: not asked yet
    /// @param fields to be sent on by the next form
    record Sent(
            Optional<BulkWork> work,
            Optional<String> to,
            BulkSelection selection,
            String back,
            List<Field> fields) {}

    /// A hidden field.
    public record Field(String name, String value) {}

    /// All fields; none is a secret.
    Set<String> names() {
        var names = new HashSet<>(filter);
        names.addAll(Set.of(MAILBOX, ALL, WORK, TO));
        return names;
    }

    Sent read(PageVisit visit) {
        var once = names();
        once.remove(MAILBOX);
        var form = visit.form(once, Set.of(MAILBOX));
        var work = form.field(WORK).flatMap(BulkWork::of);
        return new Sent(work, form.field(TO), selection(form), path.apply(form), fields(form));
    }

    private BulkSelection selection(Form form) {
        if (form.isTicked(ALL)) return new BulkSelection.Matching(query.apply(form));
        return new BulkSelection.Ticked(
                form.texts(MAILBOX).stream().flatMap(text -> guid(text).stream()).toList());
    }

    private static Optional<UUID> guid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private List<Field> fields(Form form) {
        var single =
                Stream.concat(Stream.of(WORK, ALL), filter.stream().sorted())
                        .flatMap(name -> form.field(name).map(v -> new Field(name, v)).stream());
        var ticked = form.texts(MAILBOX).stream().map(text -> new Field(MAILBOX, text));
        return Stream.concat(single, ticked).toList();
    }
}
