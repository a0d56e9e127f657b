package org.ovalogin.core.administration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PolicyParameters;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.Revision;

/// Creates, changes and removes mailbox policies: `Get-`, `New-`, `Set-` and
/// `Remove-UMMailboxPolicy`. Thread-safe.
public final class Policies extends VersionedObjects<MailboxPolicy> {
    /// Mailboxes read at a time.
    private static final int PAGE = 1000;

    private final MailboxStore store;
    private final PinSafe safe;

    Policies(MailboxStore store, PinSafe safe) {
        super(store);
        this.store = store;
        this.safe = safe;
    }

    /// The mailboxes affected by a change. Rules about a PIN's digits take effect at the next
    /// sign-in only.
    ///
    /// @param mailboxes with this policy
    /// @param forLength whose PIN would be too short
    /// @param forLifetime whose PIN would be too old
    /// @param mustChange affected in either way, each counted once; without those that must change
    ///   their PIN anyway
    /// @param lengthUnknown whose PIN's length is unknown until their next sign-in
    /// @param lockedOut whose next attempt would be refused for a lock
    public record Effect(
            long mailboxes,
            long forLength,
            long forLifetime,
            long mustChange,
            long lengthUnknown,
            long lockedOut) {
        public static final Effect NONE = new Effect(0, 0, 0, 0, 0, 0);

        public String sentence() {
            var unknown =
                    lengthUnknown == 0
                            ? ""
                            : " The length of %d PINs will be known only at their next sign-in."
                                    .formatted(lengthUnknown);
            var locked =
                    lockedOut == 0 ? "" : " Locked at once: %d mailboxes.".formatted(lockedOut);
            return ("Of %d mailboxes, %d would have to change the PIN: %d for its length, %d for its age."
                                    + " Others may follow at sign-in.")
                            .formatted(mailboxes, mustChange, forLength, forLifetime)
                    + unknown
                    + locked;
        }
    }

    /// A change that is not made yet: counts, and names.
    public record Preview(Effect effect, ChangePreview<MailboxPolicy> change) {}

    /// @param dialPlan empty: all dial plans
    public List<MailboxPolicy> all(Optional<String> dialPlan) {
        return store.read(
                view ->
                        view.policies().all().stream()
                                .filter(
                                        p ->
                                                dialPlan.isEmpty()
                                                        || p.dialPlan().equals(dialPlan.get()))
                                .toList());
    }

    /// By GUID or name; `dial plan\name` if several dial plans have it.
    public MailboxPolicy find(String identity) {
        return store.read(
                view -> new Directory(view).policy("Identity", identity, Optional.empty()));
    }

    public MailboxPolicy find(UUID guid) {
        return store.read(of(guid));
    }

    /// Creates a policy, starting from the template's values.
    ///
    /// @param dialPlan empty: the only one
    /// @param change throws `OutOfRange` for a value that is not allowed
    public MailboxPolicy add(
            String name,
            Optional<String> dialPlan,
            PinPolicy template,
            UnaryOperator<MailboxPolicy> change,
            Actor actor) {
        return make(view -> fresh(view, name, dialPlan, template, change), actor);
    }

    /// Checks whether [#add] would succeed; changes nothing.
    public MailboxPolicy whatIf(
            String name,
            Optional<String> dialPlan,
            PinPolicy template,
            UnaryOperator<MailboxPolicy> change,
            Actor actor) {
        return wouldMake(view -> fresh(view, name, dialPlan, template, change), actor);
    }

    /// @param identity name or GUID
    public Versioned<MailboxPolicy> versioned(String identity) {
        return seen(view -> new Directory(view).policy("Identity", identity, Optional.empty()));
    }

    /// Applies `change`; GUID and dial plan stay.
    public MailboxPolicy change(UUID guid, UnaryOperator<MailboxPolicy> change, Actor actor) {
        return change(of(guid), change, actor);
    }

    /// The effect that [#change] would have; changes nothing.
    public Effect effect(UUID guid, UnaryOperator<MailboxPolicy> change, Actor actor) {
        return preview(guid, change, actor).effect();
    }

    /// As [#effect], with names.
    public Preview preview(UUID guid, UnaryOperator<MailboxPolicy> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.read(
                view -> {
                    var before = current(view, of(guid), actor);
                    var after = changed(view, before, change);
                    var effect = new PolicyEffect(safe, before.pin(), after.pin(), view.now());
                    Optional<String> next = Optional.empty();
                    do {
                        var page = view.mailboxes().page(ofPolicy(guid, next, PAGE));
                        page.items().forEach(effect::add);
                        next = page.next();
                    } while (next.isPresent());
                    return new Preview(effect.counts(), effect.preview(before, after));
                });
    }

    /// The number of mailboxes of each policy that has any.
    public Map<UUID, Long> mailboxes() {
        return store.read(view -> view.policies().mailboxes());
    }

    /// Removes a policy, unless mailboxes have it.
    public void remove(UUID guid, Actor actor) {
        remove(of(guid), actor);
    }

    private static Function<MailboxStore.View, MailboxPolicy> of(UUID guid) {
        return view -> new Directory(view).policy("Identity", guid.toString(), Optional.empty());
    }

    private static MailboxQuery ofPolicy(UUID guid, Optional<String> after, int limit) {
        return new MailboxQuery("", Optional.empty(), Optional.of(guid), Set.of(), after, limit);
    }

    private static MailboxPolicy fresh(
            MailboxStore.View view,
            String name,
            Optional<String> dialPlan,
            PinPolicy template,
            UnaryOperator<MailboxPolicy> change) {
        var directory = new Directory(view);
        var all = view.dialPlans().all();
        var owner =
                dialPlan.or(
                                () ->
                                        all.size() == 1
                                                ? Optional.of(all.getFirst().name())
                                                : Optional.empty())
                        .orElseThrow(
                                () ->
                                        new NotDone(
                                                "UMDialPlan",
                                                Fault.MISSING,
                                                "",
                                                "one of " + directory.dialPlanNames()));
        var plan = directory.dialPlan("UMDialPlan", owner).name();
        return change.apply(
                new MailboxPolicy(UUID.randomUUID(), Blanks.trimmed(name), plan, template));
    }

    @Override
    String subject(MailboxPolicy policy) {
        return Revision.of(policy);
    }

    @Override
    void check(MailboxStore.View view, MailboxPolicy policy) {
        view.policies().all().stream()
                .filter(p -> p.dialPlan().equals(policy.dialPlan()))
                .filter(p -> p.name().equalsIgnoreCase(policy.name()))
                .filter(p -> !p.guid().equals(policy.guid()))
                .findFirst()
                .ifPresent(
                        p -> {
                            throw new NotDone("Name", Fault.NAME_TAKEN, p.name(), "");
                        });
    }

    @Override
    void check(MailboxStore.View view, MailboxPolicy before, MailboxPolicy after) {
        if (!after.dialPlan().equals(before.dialPlan()))
            throw new NotDone("UMDialPlan", Fault.STAYS, after.dialPlan(), before.dialPlan());
        check(view, after);
    }

    @Override
    void insert(MailboxStore.Work work, MailboxPolicy policy) {
        work.policies().add(policy);
    }

    @Override
    void save(MailboxStore.Work work, MailboxPolicy policy) {
        work.policies().save(policy);
    }

    @Override
    void delete(MailboxStore.Work work, MailboxPolicy policy, Actor actor) {
        work.policies().remove(policy);
    }

    @Override
    MailboxQuery users(MailboxPolicy policy) {
        return ofPolicy(policy.guid(), Optional.empty(), 1);
    }

    @Override
    String name(MailboxPolicy policy) {
        return policy.name();
    }

    @Override
    String remedy() {
        return "give them another policy first";
    }

    @Override
    String dialPlan(MailboxPolicy policy) {
        return policy.dialPlan();
    }

    @Override
    SequencedMap<String, String> fields(MailboxPolicy policy) {
        var fields = UmParameter.texts(PolicyParameters.ALL, policy.pin());
        fields.putFirst("Name", policy.name());
        return fields;
    }

    @Override
    Name event() {
        return Name.POLICY_CHANGED;
    }
}
