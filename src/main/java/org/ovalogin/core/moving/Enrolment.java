package org.ovalogin.core.moving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.mailbox.PinValidity;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.store.Arrivals;
import org.ovalogin.core.store.MailboxStore;

/// Makes mailboxes of some newcomers. It reads the store and changes nothing, so that their
/// transaction only has to write. For one thread and one look.
final class Enrolment {
    private final MailboxStore.View view;
    private final ImportRules rules;
    private final UnknownPin unknown;
    private final Set<String> shared;
    private final Origin origin;
    private final Instant now;

    private final List<Mailbox> mailboxes = new ArrayList<>();
    private final List<Notice> letters = new ArrayList<>();
    private final Map<UUID, String> sources = new LinkedHashMap<>();
    private final Map<String, Optional<DialPlan>> dialPlans = new HashMap<>();
    private final List<BoxOutcome> locked = new ArrayList<>();
    private final List<BoxOutcome> notDone = new ArrayList<>();

    /// @param unknown stands for PINs that are yet to be generated
    /// @param shared keys of addresses that several boxes have
    Enrolment(
            MailboxStore.View view,
            ImportRules rules,
            UnknownPin unknown,
            Set<String> shared,
            Origin origin) {
        this.view = view;
        this.rules = rules;
        this.unknown = unknown;
        this.shared = shared;
        this.origin = origin;
        this.now = view.now();
    }

    /// @param done the result once the arrivals are in
    record Enrolled(Arrivals arrivals, MovedIn done) {}

    /// Skips those whose place somebody else has taken meanwhile, or whose dial plan has none for
    /// them any more.
    Enrolled enrol(List<Newcomer> newcomers) {
        var taken = extensionsTaken(newcomers);
        var names = TakenNames.of(view, newcomers.stream().map(Newcomer::owner).toList());
        var sealed =
                view.moving()
                        .sealed(
                                newcomers.stream()
                                        .filter(Newcomer::keepsPin)
                                        .map(Newcomer::mailbox)
                                        .toList());
        for (var newcomer : newcomers) {
            var digits = newcomer.candidate().extensions();
            var hash = Optional.ofNullable(sealed.get(newcomer.mailbox()));
            if (digits.stream()
                    .anyMatch(d -> taken.contains(newcomer.destination().name() + "\\" + d)))
                skip(newcomer, "somebody else has enabled a mailbox with its extension meanwhile");
            else if (!fits(newcomer))
                skip(newcomer, "its dial plan or policy has been changed meanwhile");
            else if (newcomer.keepsPin() && hash.isEmpty())
                skip(newcomer, "its staged PIN has been deleted meanwhile; run the import again");
            else enrol(newcomer, hash, names);
        }
        var arrivals =
                new Arrivals(
                        now,
                        mailboxes,
                        mailboxes.stream()
                                .map(m -> Event.of(now, Event.Name.ENABLED, m, origin))
                                .toList(),
                        letters,
                        due(),
                        sources);
        return new Enrolled(
                arrivals, new MovedIn(mailboxes.size(), 0, notDone, locked, letters.size()));
    }

    /// Whether its dial plan, as it is by now, has such extensions, and its policy is still there.
    private boolean fits(Newcomer newcomer) {
        var destination = newcomer.destination();
        return dialPlans
                .computeIfAbsent(
                        destination.name(),
                        name ->
                                view.policies()
                                        .find(destination.policy().guid())
                                        .flatMap(_ -> view.dialPlans().find(name)))
                .filter(
                        dialPlan ->
                                newcomer.candidate().extensions().stream()
                                        .allMatch(dialPlan::isExtension))
                .isPresent();
    }

    private Instant due() {
        return rules.welcome() instanceof ImportRules.Welcome.At(var time) ? time : now;
    }

    private Set<String> extensionsTaken(List<Newcomer> newcomers) {
        var taken = new HashSet<String>();
        newcomers.stream()
                .collect(Collectors.groupingBy(n -> n.destination().name()))
                .forEach(
                        (dialPlan, some) ->
                                view.moving()
                                        .extensionsTaken(
                                                dialPlan,
                                                some.stream()
                                                        .flatMap(
                                                                n ->
                                                                        n
                                                                                .candidate()
                                                                                .extensions()
                                                                                .stream())
                                                        .toList())
                                        .forEach(digits -> taken.add(dialPlan + "\\" + digits)));
        return taken;
    }

    private void skip(Newcomer newcomer, String reason) {
        var was = newcomer.outcome();
        notDone.add(
                new BoxOutcome(
                        was.box(), was.dialPlan(), BoxOutcome.Kind.CONFLICT, List.of(reason)));
    }

    private void enrol(Newcomer newcomer, Optional<String> hash, TakenNames names) {
        var owner = newcomer.owner().beside(names, shared);
        names.take(owner);
        var fate = fate(newcomer, owner);
        var mailbox = mailbox(newcomer, owner, fate, hash);
        mailboxes.add(mailbox);
        sources.put(mailbox.guid(), SourceMark.of(newcomer.candidate().box().owner()).text());
        if (fate == PinFate.NONE) locked.add(newcomer.outcome());
        else if (rules.writes()) letters.addAll(welcome(mailbox, fate));
    }

    /// Without an address left, no letter can bring a generated PIN.
    private static PinFate fate(Newcomer newcomer, MovedOwner owner) {
        return newcomer.fate() == PinFate.GENERATED && !owner.reachable()
                ? PinFate.NONE
                : newcomer.fate();
    }

    private Mailbox mailbox(
            Newcomer newcomer, MovedOwner owner, PinFate fate, Optional<String> hash) {
        var destination = newcomer.destination();
        var lockouts =
                fate == PinFate.NONE ? Lockouts.NONE.lockByAdministrator(now) : Lockouts.NONE;
        var pinless =
                rules.pinless()
                        && newcomer.candidate().box().remarks().contains(BoxRemark.NO_PIN_ASKED);
        return new Mailbox(
                newcomer.mailbox(),
                new Numbering(
                        destination.dialPlan(),
                        destination.policy(),
                        newcomer.candidate().extensions()),
                owner.owner(),
                new PhoneAccess(true, pinless),
                pin(fate, hash.orElseGet(() -> unknown.sealedFor(newcomer.mailbox()))),
                new Logons(lockouts, !newcomer.keepsPin(), 0, Optional.empty(), Optional.empty()));
    }

    /// Until its letter is due, a generated PIN does not exist: what stands for it has lapsed.
    private PinState pin(PinFate fate, String sealed) {
        var stays = fate == PinFate.STAYS;
        var lapses =
                switch (fate) {
                    case STAYS -> Optional.<Instant>empty();
                    case TO_BE_CHANGED, OWN_PHONE ->
                            Optional.of(
                                    rules.pins().from().orElse(now).plus(rules.pins().lifetime()));
                    case GENERATED, NONE -> Optional.of(now);
                };
        return new PinState(
                sealed,
                1,
                stays,
                now,
                new PinValidity(!stays, lapses, fate == PinFate.OWN_PHONE),
                false);
    }

    /// A generated PIN goes to the own address alone.
    private List<Notice> welcome(Mailbox mailbox, PinFate fate) {
        if (fate != PinFate.GENERATED)
            return Notice.plain(Notice.Kind.MOVED_IN, mailbox, now, origin.by(), 0);
        var due = Notice.Kind.WELCOME_DUE;
        return mailbox.address().stream()
                .map(own -> Notice.to(own, due, mailbox, now, origin.by(), 0))
                .toList();
    }
}
