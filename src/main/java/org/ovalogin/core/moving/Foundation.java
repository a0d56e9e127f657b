package org.ovalogin.core.moving;

import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Revision;

/// Creates and widens the dial plans of an import, before its mailboxes.
final class Foundation {
    private Foundation() {}

    /// @throws NotDone if dial plan or policy are not as the plan found them
    static void lay(MailboxStore.Work work, DialPlanOutcome destination, String by, Origin origin) {
        switch (destination.kind()) {
            case NEW -> create(work, destination, origin);
            case WIDENED -> widen(work, destination, by, origin);
            case UNCHANGED -> requireThere(work, destination);
        }
    }

    private static void create(MailboxStore.Work work, DialPlanOutcome destination, Origin origin) {
        if (work.dialPlans().find(destination.name()).isPresent())
            throw new NotDone("UMDialPlan", Fault.IMPORT_OUTDATED, destination.name(), "");
        work.dialPlans().add(destination.dialPlan());
        work.policies().add(destination.policy());
        append(work, "Created", destination, origin);
    }

    private static void widen(
            MailboxStore.Work work, DialPlanOutcome destination, String by, Origin origin) {
        var now = requireThere(work, destination);
        var widened = Destinations.fitted(work, now, destination.dialPlan().extensionLengths());
        if (widened.equals(now)) return;
        work.dialPlans().save(widened);
        work.revisions().revise(Revision.of(widened), by);
        append(work, "Changed", destination, origin);
    }

    private static DialPlan requireThere(MailboxStore.Work work, DialPlanOutcome destination) {
        if (work.policies().find(destination.policy().guid()).isEmpty())
            throw new NotDone(
                    "UMMailboxPolicy", Fault.IMPORT_OUTDATED, destination.policy().name(), "");
        return work.dialPlans()
                .find(destination.name())
                .orElseThrow(
                        () ->
                                new NotDone(
                                        "UMDialPlan",
                                        Fault.IMPORT_OUTDATED,
                                        destination.name(),
                                        ""));
    }

    private static void append(
            MailboxStore.Work work, String result, DialPlanOutcome destination, Origin origin) {
        work.events()
                .append(
                        Event.about(
                                work.now(),
                                Event.Name.DIAL_PLAN_CHANGED,
                                result,
                                destination.name(),
                                destination.name(),
                                origin));
    }
}
