package org.ovalogin.core.administration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Revision;

/// Creates, changes and removes dial plans: `Get-`, `New-`, `Set-` and `Remove-UMDialPlan`.
/// Thread-safe.
public final class DialPlans {
    private static final String CREATED = "Created";
    private static final String CHANGED = "Changed";
    private static final String REMOVED = "Removed";

    private final MailboxStore store;

    DialPlans(MailboxStore store) {
        this.store = store;
    }

    public List<DialPlan> all() {
        return store.read(view -> view.dialPlans().all());
    }

    public DialPlan find(String name) {
        return store.read(view -> new Directory(view).dialPlan("Identity", name));
    }

    /// Creates a dial plan, starting from Exchange's defaults, together with its default policy.
    ///
    /// @param change throws [OutOfRange] for a value that is not allowed
    public DialPlan add(String name, UnaryOperator<DialPlan> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.write(
                work -> {
                    var dialPlan = fresh(work, name, change);
                    work.dialPlans().add(dialPlan);
                    work.policies().add(MailboxPolicy.defaultOf(dialPlan));
                    append(work, CREATED, dialPlan, actor);
                    return dialPlan;
                });
    }

    /// Checks whether [#add] would succeed; changes nothing.
    public DialPlan whatIf(String name, UnaryOperator<DialPlan> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.read(view -> fresh(view, name, change));
    }

    public Versioned<DialPlan> versioned(String name) {
        return store.read(
                view -> {
                    var dialPlan = new Directory(view).dialPlan("Identity", name);
                    return new Versioned<>(dialPlan, view.revisions().find(Revision.of(dialPlan)));
                });
    }

    /// Applies `change`; the name stays.
    public DialPlan change(String name, UnaryOperator<DialPlan> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.write(
                work -> {
                    var before = new Directory(work).dialPlan("Identity", name);
                    Revision.check(work, Revision.of(before), actor);
                    var changed = changed(work, before, change);
                    if (changed.equals(before)) return before;
                    work.dialPlans().save(changed);
                    work.revisions().revise(Revision.of(changed), actor.name());
                    append(work, CHANGED, changed, actor);
                    return changed;
                });
    }

    /// Checks whether [#change] would succeed; changes nothing.
    public DialPlan whatIfChanged(String name, UnaryOperator<DialPlan> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.read(
                view -> {
                    var before = new Directory(view).dialPlan("Identity", name);
                    Revision.check(view, Revision.of(before), actor);
                    return changed(view, before, change);
                });
    }

    /// Removes a dial plan with its policies, unless it has mailboxes.
    public void remove(String name, Actor actor) {
        actor.require(Right.MANAGE);
        store.change(
                work -> {
                    var dialPlan = new Directory(work).dialPlan("Identity", name);
                    Revision.check(work, Revision.of(dialPlan), actor);
                    var mailboxes = mailboxes(work, dialPlan);
                    if (mailboxes > 0)
                        throw new NotDone(
                                "Identity",
                                Fault.IN_USE,
                                name,
                                String.valueOf(mailboxes),
                                "disable its mailboxes first");
                    work.dialPlans().remove(dialPlan);
                    work.revisions().revise(Revision.of(dialPlan), actor.name());
                    append(work, REMOVED, dialPlan, actor);
                });
    }

    private static DialPlan fresh(
            MailboxStore.View view, String name, UnaryOperator<DialPlan> change) {
        try {
            var dialPlan = change.apply(DialPlan.named(Blanks.trimmed(name)));
            view.dialPlans().all().stream()
                    .map(DialPlan::name)
                    .filter(dialPlan.name()::equalsIgnoreCase)
                    .findFirst()
                    .ifPresent(
                            taken -> {
                                throw new NotDone("Name", Fault.NAME_TAKEN, taken, "");
                            });
            return dialPlan;
        } catch (OutOfRange e) {
            throw TextChecks.refused(e);
        }
    }

    private static DialPlan changed(
            MailboxStore.View view, DialPlan before, UnaryOperator<DialPlan> change) {
        try {
            var changed = change.apply(before);
            if (!changed.name().equalsIgnoreCase(before.name()))
                throw new NotDone("Name", Fault.STAYS, changed.name(), before.name());
            var digits = before.numberOfDigitsInExtension();
            var mailboxes = mailboxes(view, before);
            if (changed.numberOfDigitsInExtension() != digits && mailboxes > 0)
                throw new NotDone(
                        "NumberOfDigitsInExtension",
                        Fault.DIGITS_IN_USE,
                        String.valueOf(digits),
                        String.valueOf(mailboxes));
            return changed;
        } catch (OutOfRange e) {
            throw TextChecks.refused(e);
        }
    }

    private static long mailboxes(MailboxStore.View view, DialPlan dialPlan) {
        return view.mailboxes()
                .page(
                        new MailboxQuery(
                                "",
                                Optional.of(dialPlan.name()),
                                Optional.empty(),
                                Set.of(),
                                Optional.empty(),
                                1))
                .total();
    }

    private static void append(
            MailboxStore.Work work, String result, DialPlan dialPlan, Actor actor) {
        work.events()
                .append(
                        Event.about(
                                work.now(),
                                Name.DIAL_PLAN_CHANGED,
                                result,
                                dialPlan.name(),
                                dialPlan.name(),
                                actor.origin()));
    }
}
