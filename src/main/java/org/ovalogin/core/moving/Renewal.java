package org.ovalogin.core.moving;

import java.util.List;
import java.util.Set;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Revision;

/// Gives a mailbox what changed in its box since it was imported last. Never touches its PIN.
///
/// @param work one transaction
record Renewal(MailboxStore.Work work, MovingPlan plan, Origin origin) {
    MovedIn renew(BoxOutcome change) {
        var candidate = Candidate.of(change.box(), plan.rules()).in(change.dialPlan());
        return work.mailboxes()
                .find(candidate.place())
                .map(mailbox -> renew(mailbox, candidate))
                .orElseGet(
                        () -> MovedIn.notDone(change, "its mailbox has been disabled meanwhile"));
    }

    private MovedIn renew(Mailbox mailbox, Candidate candidate) {
        var owner = candidate.box().owner();
        var mark = SourceMark.of(owner);
        var parts =
                work.moving()
                        .source(mailbox.guid())
                        .map(before -> mark.since(SourceMark.read(before)))
                        .orElse(Set.of(SourceMark.Part.values()));
        var found = MovedOwner.of(owner, candidate.extensions().getFirst());
        var wanted = found.beside(TakenNames.besides(work, found, mailbox.guid()), Set.of());
        var now = MailboxDetails.of(mailbox);
        var details =
                new MailboxDetails(
                        now.policy(),
                        now.extensions(),
                        wanted.over(mailbox.owner(), parts),
                        now.access());
        work.moving().moved(mailbox.guid(), mark.text());
        if (details.equals(now)) return MovedIn.NOTHING;
        var changed = mailbox.with(details, mailbox.policy());
        work.mailboxes().save(changed);
        work.revisions().revise(Revision.of(changed), origin.by());
        work.events()
                .append(
                        Event.of(work.now(), Event.Name.MAILBOX_CHANGED, changed, origin)
                                .with(MailboxDetails.changes(mailbox, changed)));
        return new MovedIn(0, 1, List.of(), List.of(), 0);
    }
}
