package org.ovalogin.core.administration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Forecast;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Page;
import org.ovalogin.core.store.Revision;

/// Finds, enables, changes and disables mailboxes: `Get-`, `Enable-`, `Set-` and
/// `Disable-UMMailbox`. Thread-safe.
public final class Mailboxes {
    private final MailboxStore store;
    private final PinMaker pins;

    Mailboxes(MailboxStore store, PinMaker pins) {
        this.store = store;
        this.pins = pins;
    }

    /// The parameters of `Enable-UMMailbox`.
    public record Enabling(Owner owner, Place place, PhoneAccess access, FirstPin firstPin) {
        /// The owner to be.
        ///
        /// @param displayName empty: the part of the address before the @, or else the extension
        public record Owner(
                Addresses addresses,
                Optional<String> displayName,
                List<String> aliases,
                Optional<Language> language,
                Optional<TimeZone> timeZone) {
            public Owner {
                addresses = addresses.trimmed();
                displayName = displayName.map(Blanks::trimmed);
                aliases = aliases.stream().map(Blanks::trimmed).toList();
            }
        }

        /// The place in a dial plan.
        ///
        /// @param dialPlan empty: the policy's, or the only one
        /// @param policy name or GUID; empty: the dial plan's default policy
        public record Place(
                Optional<String> dialPlan, Optional<String> policy, List<String> extensions) {
            public Place {
                extensions = extensions.stream().map(Blanks::trimmed).toList();
            }
        }

        /// The first PIN and its recipient. Not printable.
        ///
        /// @param typed empty: one is generated
        /// @param mustChange at the first sign-in
        /// @param notifyEmail receives the PIN instead of the owner
        /// @param sendEmail false: a generated PIN is returned, to be shown once, as it is if the
        ///   mailbox has no address for PINs
        public record FirstPin(
                Optional<String> typed,
                boolean mustChange,
                Optional<String> notifyEmail,
                boolean sendEmail) {
            public FirstPin {
                notifyEmail = notifyEmail.map(Blanks::trimmed);
            }

            @Override
            public String toString() {
                return "FirstPin";
            }
        }

        /// Everything else has its default.
        public static Enabling of(String dialPlan, String extension, String address) {
            return new Enabling(
                    new Owner(
                            Addresses.of(address),
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty()),
                    new Place(Optional.of(dialPlan), Optional.empty(), List.of(extension)),
                    new PhoneAccess(true, false),
                    new FirstPin(Optional.empty(), true, Optional.empty(), true));
        }

        public Enabling with(Optional<String> displayName, Optional<Language> language) {
            return new Enabling(
                    new Owner(
                            owner.addresses(),
                            displayName,
                            owner.aliases(),
                            language,
                            owner.timeZone()),
                    place,
                    access,
                    firstPin);
        }

        /// Omits the PIN.
        @Override
        public String toString() {
            return "Enabling[%s, %s]"
                    .formatted(owner.addresses().own().orElse("no address"), place.extensions());
        }

        /// Whether a letter carries the PIN.
        boolean mailed() {
            return firstPin.notifyEmail().isPresent()
                    || (firstPin.sendEmail() && !owner.addresses().forPins().isEmpty());
        }

        private MailboxDetails details(MailboxPolicy found) {
            var extension = place.extensions().stream().findFirst().orElse("");
            var name =
                    owner.displayName()
                            .or(() -> owner.addresses().own().map(a -> a.replaceFirst("@.*", "")))
                            .orElse(extension);
            return new MailboxDetails(
                    found.guid(),
                    place.extensions(),
                    new MailboxOwner(
                            owner.addresses(),
                            owner.aliases(),
                            name,
                            owner.language(),
                            owner.timeZone()),
                    access);
        }
    }

    /// By GUID, address, alias or `dial plan\extension`; also by extension, display name or the
    /// part of an address before its `@` if it is unique.
    public Mailbox find(String identity) {
        return store.read(view -> new Directory(view).mailbox(identity));
    }

    /// As [#find(String)], but takes the GUID of a removed mailbox too: events outlive it.
    public UUID guid(String identity) {
        return Directory.guid(identity).orElseGet(() -> find(identity).guid());
    }

    /// The mailboxes that an ambiguous identity may mean, 10 at most.
    public List<Mailbox> candidates(String identity) {
        return store.read(view -> new Directory(view).candidates(identity));
    }

    /// As [#find(String)], but not by part of an address. For links that grant somebody a right.
    public Mailbox findExactly(String identity) {
        return store.read(view -> new Directory(view).exactly(identity));
    }

    public Mailbox find(UUID guid) {
        return store.read(view -> new Directory(view).mailbox(guid));
    }

    /// All mailboxes, in the order of dial plan and primary extension.
    public List<Mailbox> all() {
        return store.read(view -> view.mailboxes().all());
    }

    public Page<Mailbox> search(MailboxQuery query) {
        return store.read(view -> view.mailboxes().page(query));
    }

    /// Mailboxes that have this text as an extension, as `dial plan\extension`, as the address or
    /// as an alias.
    public List<Mailbox> exact(String text) {
        return store.read(view -> view.mailboxes().exact(text));
    }

    /// By identity as [#find(String)] does.
    public MailboxReport report(String identity) {
        return store.read(view -> MailboxReport.of(view, new Directory(view).mailbox(identity)));
    }

    public MailboxReport report(UUID guid) {
        return store.read(view -> MailboxReport.of(view, new Directory(view).mailbox(guid)));
    }

    /// A mailbox that an operation returned, with its e-mails as they are by now.
    public MailboxReport report(Mailbox mailbox) {
        return store.read(view -> MailboxReport.of(view, mailbox));
    }

    public Page<MailboxReport> reports(MailboxQuery query) {
        return store.read(
                view -> {
                    var page = view.mailboxes().page(query);
                    return page.with(
                            page.items().stream().map(m -> MailboxReport.of(view, m)).toList());
                });
    }

    /// By identity as [#find(String)] does.
    ///
    /// @param events most of them
    public MailboxOverview overview(String identity, Actor actor, int events) {
        return store.read(
                view -> overview(view, new Directory(view).mailbox(identity), actor, events));
    }

    /// @param events most of them
    public MailboxOverview overview(UUID guid, Actor actor, int events) {
        return store.read(view -> overview(view, new Directory(view).mailbox(guid), actor, events));
    }

    private static MailboxOverview overview(
            MailboxStore.View view, Mailbox mailbox, Actor actor, int events) {
        return new MailboxOverview(
                MailboxReport.of(view, mailbox),
                view.revisions().find(Revision.of(mailbox)),
                view.events().of(mailbox.guid(), events),
                view.notices().pinLetters(mailbox.guid(), mailbox.pin().version()),
                PinResets.allows(view, mailbox, actor));
    }

    /// Gives an owner phone access. The welcome e-mail brings them the PIN.
    public PinResets.Done enable(Enabling wanted, Actor actor) {
        var guid = UUID.randomUUID();
        var policy = store.read(view -> checked(view, guid, wanted, actor));
        try (var pin =
                wanted.firstPin()
                        .typed()
                        .map(t -> PinFindings.checked(t, policy.pin(), wanted.place().extensions()))
                        .orElseGet(
                                () -> pins.generate(policy.pin(), wanted.place().extensions()))) {
            return enable(guid, wanted, pin, actor);
        }
    }

    private PinResets.Done enable(UUID guid, Enabling wanted, Pin pin, Actor actor) {
        var sealed = pins.sealed(guid, pin);
        var enabled =
                store.write(
                        work -> {
                            var checked = checked(work, guid, wanted, actor);
                            PinFindings.stillGood(pin, checked.pin(), wanted.place().extensions());
                            var now = work.now();
                            var mailbox = fresh(work, guid, checked, wanted, sealed);
                            work.mailboxes().add(mailbox);
                            work.events()
                                    .append(Event.of(now, Name.ENABLED, mailbox, actor.origin()));
                            work.notices().post(welcome(mailbox, wanted, pin, now, actor));
                            return mailbox;
                        });
        return new PinResets.Done(
                enabled,
                wanted.mailed() || wanted.firstPin().typed().isPresent()
                        ? Optional.empty()
                        : Optional.of(pin.copy()));
    }

    /// Checks whether [#enable] would succeed.
    public Forecast whatIf(Enabling wanted, Actor actor) {
        var policy = store.read(view -> checked(view, UUID.randomUUID(), wanted, actor));
        wanted.firstPin()
                .typed()
                .map(t -> PinFindings.checked(t, policy.pin(), wanted.place().extensions()))
                .ifPresent(Pin::close);
        var details = wanted.details(policy);
        return new Forecast(
                "The mailbox of %s with extension %s would be enabled in dial plan %s under '%s'."
                        .formatted(
                                wanted.owner().addresses().own().orElse(details.displayName()),
                                String.join(", ", wanted.place().extensions()),
                                policy.dialPlan(),
                                policy.name()),
                "",
                Forecast.claims(policy.dialPlan(), details.owner(), wanted.place().extensions()));
    }

    /// Applies `change`.
    public Mailbox change(UUID guid, UnaryOperator<MailboxDetails> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.write(work -> change(work, guid, change, actor));
    }

    /// As [#change(UUID, UnaryOperator, Actor)], within a transaction.
    static Mailbox change(
            MailboxStore.Work work, UUID guid, UnaryOperator<MailboxDetails> change, Actor actor) {
        actor.require(Right.MANAGE);
        var mailbox = new Directory(work).mailbox(guid);
        Revision.check(work, Revision.of(mailbox), actor);
        var before = MailboxDetails.of(mailbox);
        var changed = changed(work, mailbox, change);
        if (MailboxDetails.of(changed).equals(before)) return mailbox;
        work.mailboxes().save(changed);
        work.revisions().revise(Revision.of(changed), actor.name());
        work.events()
                .append(
                        Event.of(work.now(), Name.MAILBOX_CHANGED, changed, actor.origin())
                                .with(MailboxDetails.changes(mailbox, changed)));
        return changed;
    }

    /// Checks whether [#change] would succeed; changes nothing.
    public Mailbox whatIf(UUID guid, UnaryOperator<MailboxDetails> change, Actor actor) {
        actor.require(Right.MANAGE);
        return store.read(
                view -> {
                    var mailbox = new Directory(view).mailbox(guid);
                    Revision.check(view, Revision.of(mailbox), actor);
                    return changed(view, mailbox, change);
                });
    }

    /// Removes the phone access, the PIN and its history.
    public void disable(UUID guid, Actor actor) {
        actor.require(Right.MANAGE);
        store.change(work -> disable(work, guid, actor));
    }

    /// As [#disable(UUID, Actor)], within a transaction.
    static void disable(MailboxStore.Work work, UUID guid, Actor actor) {
        actor.require(Right.MANAGE);
        var mailbox = new Directory(work).mailbox(guid);
        Revision.check(work, Revision.of(mailbox), actor);
        work.events().append(Event.of(work.now(), Name.DISABLED, mailbox, actor.origin()));
        work.mailboxes().remove(mailbox);
    }

    private static Mailbox changed(
            MailboxStore.View view, Mailbox mailbox, UnaryOperator<MailboxDetails> change) {
        var details = change.apply(MailboxDetails.of(mailbox));
        var policy =
                view.policies()
                        .find(details.policy())
                        .orElseThrow(
                                () ->
                                        new NotDone(
                                                "UMMailboxPolicy",
                                                Fault.NO_SUCH_POLICY,
                                                details.policy().toString(),
                                                ""));
        DetailsCheck.refuse(view, mailbox.guid(), mailbox.dialPlan(), policy, details);
        return mailbox.with(details, policy);
    }

    private MailboxPolicy checked(MailboxStore.View view, UUID guid, Enabling wanted, Actor actor) {
        actor.require(Right.MANAGE);
        var directory = new Directory(view);
        var findings = new ArrayList<Finding>();
        var named = wanted.place().policy().flatMap(p -> policy(directory, p, wanted, findings));
        var dialPlanName =
                wanted.place()
                        .dialPlan()
                        .or(() -> named.map(MailboxPolicy::dialPlan))
                        .or(() -> onlyDialPlan(view))
                        .orElseThrow(
                                () ->
                                        new NotDone(
                                                "UMDialPlan",
                                                Fault.MISSING,
                                                "",
                                                "one of " + directory.dialPlanNames()));
        var dialPlan = directory.dialPlan("UMDialPlan", dialPlanName);
        var policy =
                named.orElseGet(
                        () ->
                                directory.policy(
                                        "UMMailboxPolicy",
                                        MailboxPolicy.defaultName(dialPlan.name()),
                                        Optional.of(dialPlan.name())));
        wanted.firstPin()
                .notifyEmail()
                .ifPresent(a -> TextChecks.address("NotifyEmail", a, findings));
        if (wanted.firstPin().notifyEmail().isPresent() && !wanted.firstPin().sendEmail())
            findings.add(new Finding("NotifyEmail", Fault.NO_PIN_FOR_NOBODY, "", ""));
        var hint =
                DetailsCheck.check(view, guid, dialPlan, policy, wanted.details(policy), findings);
        findings.addAll(PinFindings.of(wanted, policy));
        if (!findings.isEmpty()) throw new NotDone(findings, hint);
        return policy;
    }

    /// Without a policy that exists, the dial plan's default one shows the other faults.
    private static Optional<MailboxPolicy> policy(
            Directory directory, String named, Enabling wanted, List<Finding> findings) {
        try {
            return Optional.of(
                    directory.policy("UMMailboxPolicy", named, wanted.place().dialPlan()));
        } catch (NotDone e) {
            findings.addAll(e.findings());
            return Optional.empty();
        }
    }

    private static Optional<String> onlyDialPlan(MailboxStore.View view) {
        var all = view.dialPlans().all();
        return all.size() == 1 ? Optional.of(all.getFirst().name()) : Optional.empty();
    }

    private static Mailbox fresh(
            MailboxStore.View view,
            UUID guid,
            MailboxPolicy policy,
            Enabling wanted,
            String sealed) {
        var details = wanted.details(policy);
        return new Mailbox(
                guid,
                new Numbering(
                        new Directory(view).dialPlan("UMDialPlan", policy.dialPlan()),
                        policy,
                        details.extensions()),
                details.owner(),
                details.access(),
                new PinState(sealed, 1, false, view.now(), wanted.firstPin().mustChange(), false),
                Logons.NONE);
    }

    private List<Notice> welcome(
            Mailbox mailbox, Enabling wanted, Pin pin, Instant now, Actor actor) {
        var kind = Notice.Kind.WELCOME;
        var by = actor.name();
        var own = Notice.plain(kind, mailbox, now, by, 0);
        if (!wanted.mailed()) return own;
        if (wanted.firstPin().notifyEmail().isEmpty())
            return pins.letters(kind, mailbox, now, by, pin);
        var other = Notice.to(wanted.firstPin().notifyEmail().get(), kind, mailbox, now, by, 0);
        return Stream.concat(Stream.of(pins.withPin(other, pin)), own.stream()).toList();
    }
}
