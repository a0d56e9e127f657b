package org.ovalogin.core.administration;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Page;

/// The mailboxes for which a bulk job is wanted.
public sealed interface BulkSelection {
    /// In the order of the selection, each once.
    ///
    /// @throws NotDone if there are too many, or one is unknown
    List<Mailbox> find(MailboxStore.View view);

    /// Mailboxes by GUID, as ticked on a page. One that is gone is left out.
    record Ticked(List<UUID> guids) implements BulkSelection {
        public Ticked {
            guids = List.copyOf(guids);
        }

        @Override
        public List<Mailbox> find(MailboxStore.View view) {
            refuseMore(guids.size());
            return guids.stream()
                    .distinct()
                    .map(view.mailboxes()::find)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /// Mailboxes by any identity.
    record Named(List<String> identities) implements BulkSelection {
        public Named {
            identities = List.copyOf(identities);
        }

        @Override
        public List<Mailbox> find(MailboxStore.View view) {
            refuseMore(identities.size());
            var directory = new Directory(view);
            return identities.stream().map(directory::mailbox).distinct().toList();
        }
    }

    /// All mailboxes that match.
    record Matching(MailboxQuery query) implements BulkSelection {
        @Override
        public List<Mailbox> find(MailboxStore.View view) {
            var all = query.after(Optional.empty()).limit(BulkJob.MOST);
            var page = view.mailboxes().page(all);
            // a search that ends at its bound does not know all that match
            if (page.extent() == Page.Extent.CAPPED) throw tooMany(page.total() + "+");
            refuseMore(page.total());
            return page.items();
        }
    }

    private static void refuseMore(long found) {
        if (found > BulkJob.MOST) throw tooMany(String.valueOf(found));
    }

    private static NotDone tooMany(String found) {
        return new NotDone(
                "mailboxes",
                Fault.TOO_MANY_MAILBOXES,
                found,
                "%d, or %d that a search finds".formatted(BulkJob.MOST, 1_000));
    }
}
