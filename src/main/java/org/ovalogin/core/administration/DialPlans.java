package org.ovalogin.core.administration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.ChangePreview.Concerned;
import org.ovalogin.core.administration.ChangePreview.Kind;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.DialPlanParameters;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.store.DialPlanLookup;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Revision;

/// Creates, changes and removes dial plans: `Get-`, `New-`, `Set-` and `Remove-UMDialPlan`.
/// Thread-safe.
public final class DialPlans extends VersionedObjects<DialPlan> {
    /// Extensions that a refusal names at most.
    private static final int FIRST = 3;

    private final MailboxStore store;

    DialPlans(MailboxStore store) {
        super(store);
        this.store = store;
    }

    public List<DialPlan> all() {
        return store.read(view -> view.dialPlans().all());
    }

    public DialPlan find(String name) {
        return store.read(named(name));
    }

    public Versioned<DialPlan> versioned(String name) {
        return seen(named(name));
    }

    /// Creates a dial plan, starting from Exchange's defaults, together with its default policy.
    ///
    /// @param change throws `OutOfRange` for a value that is not allowed
    public DialPlan add(String name, UnaryOperator<DialPlan> change, Actor actor) {
        return make(fresh(name, change), actor);
    }

    /// Checks whether [#add] would succeed; changes nothing.
    public DialPlan whatIf(String name, UnaryOperator<DialPlan> change, Actor actor) {
        return wouldMake(fresh(name, change), actor);
    }

    /// Applies `change`; the name stays.
    public DialPlan change(String name, UnaryOperator<DialPlan> change, Actor actor) {
        return change(named(name), change, actor);
    }

    /// Checks whether [#change] would succeed; changes nothing.
    public DialPlan whatIfChanged(String name, UnaryOperator<DialPlan> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.read(view -> changed(view, current(view, named(name), actor), change));
    }

    /// The mailboxes that [#change] would concern; changes nothing.
    public ChangePreview<DialPlan> preview(
            String name, UnaryOperator<DialPlan> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.read(
                view -> {
                    var before = current(view, named(name), actor);
                    var after = changed(() -> change.apply(before));
                    var mailboxes = view.dialPlans().mailboxes().getOrDefault(before.name(), 0L);
                    return new ChangePreview<>(
                            before, after, mailboxes, unfit(view, before, after));
                });
    }

    private static Map<Kind, Concerned> unfit(
            MailboxStore.View view, DialPlan before, DialPlan after) {
        if (after.extensionLengths().equals(before.extensionLengths())) return Map.of();
        var unfit = view.dialPlans().unfit(after, ChangePreview.NAMED);
        if (unfit.total() == 0) return Map.of();
        var mailboxes =
                unfit.first().stream()
                        .map(digits -> new MailboxKey(before.name(), digits))
                        .flatMap(key -> view.mailboxes().find(key).stream())
                        .toList();
        return Map.of(Kind.UNFIT, new Concerned(unfit.total(), mailboxes));
    }

    /// The number of mailboxes of each dial plan that has any.
    public Map<String, Long> mailboxes() {
        return store.read(view -> view.dialPlans().mailboxes());
    }

    /// Removes a dial plan with its policies, unless it has mailboxes.
    public void remove(String name, Actor actor) {
        remove(named(name), actor);
    }

    private static Function<MailboxStore.View, DialPlan> named(String name) {
        return view -> new Directory(view).dialPlan("Identity", name);
    }

    private static Function<MailboxStore.View, DialPlan> fresh(
            String name, UnaryOperator<DialPlan> change) {
        return _ -> change.apply(DialPlan.named(Blanks.trimmed(name)));
    }

    @Override
    String subject(DialPlan dialPlan) {
        return Revision.of(dialPlan);
    }

    @Override
    void check(MailboxStore.View view, DialPlan fresh) {
        view.dialPlans().all().stream()
                .map(DialPlan::name)
                .filter(fresh.name()::equalsIgnoreCase)
                .findFirst()
                .ifPresent(
                        taken -> {
                            throw new NotDone("Name", Fault.NAME_TAKEN, taken, "");
                        });
    }

    @Override
    void check(MailboxStore.View view, DialPlan before, DialPlan after) {
        if (!after.name().equalsIgnoreCase(before.name()))
            throw new NotDone("Name", Fault.STAYS, after.name(), before.name());
        if (!after.extensionLengths().equals(before.extensionLengths()))
            refuseIfUnfit(view.dialPlans().unfit(after, FIRST), before, after);
    }

    /// A narrower range of lengths is refused if it would leave extensions out.
    private static void refuseIfUnfit(DialPlanLookup.Unfit unfit, DialPlan before, DialPlan after) {
        if (unfit.total() == 0) return;
        var more = unfit.total() > unfit.first().size() ? ", …" : "";
        var wasShortest = before.minNumberOfDigitsInExtension();
        throw new NotDone(
                after.minNumberOfDigitsInExtension().equals(wasShortest)
                        ? "NumberOfDigitsInExtension"
                        : "MinNumberOfDigitsInExtension",
                Fault.EXTENSIONS_IN_USE,
                String.join(", ", unfit.first()) + more,
                String.valueOf(unfit.total()),
                "allow more lengths, or change these extensions first");
    }

    @Override
    void insert(MailboxStore.Work work, DialPlan dialPlan) {
        work.dialPlans().add(dialPlan);
        work.policies().add(MailboxPolicy.defaultOf(dialPlan));
    }

    @Override
    void save(MailboxStore.Work work, DialPlan dialPlan) {
        work.dialPlans().save(dialPlan);
    }

    /// Its version outlives it, so that a new one of the same name differs.
    @Override
    void delete(MailboxStore.Work work, DialPlan dialPlan, Actor actor) {
        work.dialPlans().remove(dialPlan);
        work.revisions().revise(Revision.of(dialPlan), actor.name());
    }

    @Override
    MailboxQuery users(DialPlan dialPlan) {
        return new MailboxQuery(
                "", Optional.of(dialPlan.name()), Optional.empty(), Set.of(), Optional.empty(), 1);
    }

    @Override
    String name(DialPlan dialPlan) {
        return dialPlan.name();
    }

    @Override
    String remedy() {
        return "disable its mailboxes first";
    }

    @Override
    String dialPlan(DialPlan dialPlan) {
        return dialPlan.name();
    }

    @Override
    SequencedMap<String, String> fields(DialPlan dialPlan) {
        return UmParameter.texts(DialPlanParameters.ALL, dialPlan);
    }

    @Override
    Name event() {
        return Name.DIAL_PLAN_CHANGED;
    }
}
