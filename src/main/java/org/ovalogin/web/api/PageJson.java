package org.ovalogin.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.store.Page;

/// @param next cursor of the next page
record PageJson<T>(List<T> items, long total, @Nullable String next) {
    static <T, J> PageJson<J> of(Page<T> page, List<J> items) {
        return new PageJson<>(items, page.total(), page.next().orElse(null));
    }

    /// @param extent whether all pages together have all mailboxes that match
    record Mailboxes(List<MailboxJson> items, long total, @Nullable String next, String extent) {
        static Mailboxes of(Page<?> page, List<MailboxJson> items) {
            return new Mailboxes(
                    items, page.total(), page.next().orElse(null), Json.word(page.extent()));
        }
    }

    /// A list in one page.
    record All<T>(List<T> items) {}

    /// @param next id of the event before which the next page begins
    record Events(List<EventJson> items, @Nullable Long next) {}
}
