package org.ovalogin.core.moving;

import static java.util.Comparator.comparing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.store.MailboxStore;

/// Plans an import. For one thread and one plan.
final class Planner {
    /// Boxes looked up at a time.
    private static final int PART = 500;

    private final MailboxStore store;
    private final ImportRules rules;
    private final Map<OldPinFinding, Long> findings = new EnumMap<>(OldPinFinding.class);
    private final List<Newcomer> newcomers = new ArrayList<>();
    private final Map<PinFate, Long> fates = new EnumMap<>(PinFate.class);

    /// Names of mailboxes, and of those that are new by this plan.
    private final TakenNames names = new TakenNames(new HashSet<>(), new HashSet<>());

    private Set<String> shared = Set.of();
    private Queue<UUID> guids = new ArrayDeque<>();

    /// Places of mailboxes, as far as boxes have them.
    private final Set<MailboxKey> taken = new HashSet<>();

    Planner(MailboxStore store, ImportRules rules) {
        this.store = store;
        this.rules = rules;
    }

    MovingPlan plan(List<Box> boxes) {
        var candidates = boxes.stream().map(box -> Candidate.of(box, rules)).toList();
        var destinations = store.read(view -> Destinations.of(view, candidates, rules));
        var placed = first(placed(candidates, destinations));
        shared =
                MovedOwner.shared(
                        placed.stream().filter(c -> c.leftOut().isEmpty()).map(Planner::owner));
        guids = guids(placed.size());
        var outcomes = new ArrayList<BoxOutcome>();
        for (var from = 0; from < placed.size(); from += PART) {
            var part = placed.subList(from, Math.min(from + PART, placed.size()));
            outcomes.addAll(
                    store.read(
                            view -> {
                                learnNames(view, part);
                                return part.stream()
                                        .map(c -> outcome(view, c, destinations))
                                        .toList();
                            }));
        }
        return new MovingPlan(
                rules,
                List.copyOf(destinations.byName().values()),
                outcomes,
                newcomers,
                findings,
                fates);
    }

    /// GUIDs in the order in which rows are added: an index then grows at one place.
    private static Queue<UUID> guids(int number) {
        return Stream.generate(UUID::randomUUID)
                .limit(number)
                .sorted(comparing(UUID::toString))
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    private void learnNames(MailboxStore.View view, List<Candidate> part) {
        var placed = part.stream().filter(c -> c.leftOut().isEmpty()).toList();
        placed.stream()
                .collect(Collectors.groupingBy(Candidate::dialPlan))
                .forEach((dialPlan, some) -> learnExtensions(view, dialPlan, some));
        var found = TakenNames.of(view, placed.stream().map(Planner::owner).toList());
        names.addresses().addAll(found.addresses());
        names.aliases().addAll(found.aliases());
    }

    private void learnExtensions(
            MailboxStore.View view, String dialPlan, List<Candidate> candidates) {
        var digits = candidates.stream().flatMap(c -> c.extensions().stream()).toList();
        view.moving()
                .extensionsTaken(dialPlan, digits)
                .forEach(d -> taken.add(new MailboxKey(dialPlan, d)));
    }

    private static MovedOwner owner(Candidate candidate) {
        return MovedOwner.of(candidate.box().owner(), candidate.extensions().getFirst());
    }

    /// Under the dial plan's own spelling of its name.
    private static List<Candidate> placed(List<Candidate> all, Destinations destinations) {
        return all.stream()
                .map(c -> c.leftOut().isPresent() ? c : c.in(destinations.of(c).name()))
                .toList();
    }

    /// If two boxes have the same number, the first counts, as in Asterisk.
    private static List<Candidate> first(List<Candidate> all) {
        var before = new HashSet<MailboxKey>();
        var some = new ArrayList<Candidate>();
        for (var candidate : all) {
            var places =
                    candidate.extensions().stream()
                            .map(digits -> new MailboxKey(candidate.dialPlan(), digits))
                            .toList();
            var overridden = places.stream().anyMatch(before::contains);
            if (candidate.leftOut().isEmpty() && overridden)
                some.add(candidate.without(BoxRemark.OVERRIDDEN.text()));
            else some.add(candidate);
            if (some.getLast().leftOut().isEmpty()) before.addAll(places);
        }
        return some;
    }

    private BoxOutcome outcome(
            MailboxStore.View view, Candidate candidate, Destinations destinations) {
        var reason = candidate.leftOut().or(() -> length(candidate, destinations.of(candidate)));
        if (reason.isPresent()) return leftOut(candidate, reason.get());
        return Optional.of(candidate.place())
                .filter(taken::contains)
                .flatMap(view.mailboxes()::find)
                .map(mailbox -> known(view, candidate, mailbox))
                .orElseGet(() -> fresh(candidate, destinations.of(candidate)));
    }

    private static Optional<String> length(Candidate candidate, DialPlanOutcome destination) {
        var plan = destination.dialPlan();
        return candidate.extensions().stream()
                .filter(digits -> !plan.isExtension(digits))
                .findFirst()
                .map(
                        digits ->
                                new Finding(
                                                "Extensions",
                                                Fault.EXTENSION,
                                                digits,
                                                plan.extensionLengths().inWords())
                                        .message());
    }

    private BoxOutcome known(MailboxStore.View view, Candidate candidate, Mailbox mailbox) {
        var mark = SourceMark.of(candidate.box().owner());
        var before = view.moving().source(mailbox.guid()).map(SourceMark::read);
        if (before.isEmpty() && rules.onConflict() != ImportRules.OnConflict.UPDATE)
            return of(
                    candidate,
                    BoxOutcome.Kind.CONFLICT,
                    List.of("its extension belongs to a mailbox that did not come by an import"));
        var parts = before.map(mark::since).orElse(Set.of(SourceMark.Part.values()));
        if (parts.isEmpty()) return of(candidate, BoxOutcome.Kind.UNCHANGED, List.of());
        var found = owner(candidate);
        var wanted = found.beside(TakenNames.besides(view, found, mailbox.guid()), Set.of());
        var now = mailbox.owner();
        var changes =
                parts.stream()
                        .sorted()
                        .filter(part -> !wanted.over(now, Set.of(part)).equals(now))
                        .map(SourceMark.Part::text)
                        .toList();
        var kind = changes.isEmpty() ? BoxOutcome.Kind.UNCHANGED : BoxOutcome.Kind.CHANGED;
        var reasons = new ArrayList<>(changes);
        if (parts.contains(SourceMark.Part.ADDRESSES) && wanted.keptFrom(now))
            reasons.add(
                    "further addresses are left out: PINs would go there (PINToNotifyAddresses)");
        return of(candidate, kind, reasons);
    }

    private BoxOutcome fresh(Candidate candidate, DialPlanOutcome destination) {
        var others =
                candidate.extensions().stream()
                        .filter(d -> taken.contains(new MailboxKey(candidate.dialPlan(), d)))
                        .findFirst();
        if (others.isPresent())
            return leftOut(candidate, "another mailbox has its extension " + others.get());
        var found = owner(candidate);
        var owner = found.beside(names, shared);
        names.take(owner);
        var fate = fate(candidate, destination, owner);
        var reasons = new ArrayList<>(owner.remarks());
        if (!owner.reachable()) reasons.add("it has no e-mail address");
        if (owner.owner().addresses().shared()) reasons.add("others have its e-mail address too");
        var outcome = of(candidate, BoxOutcome.Kind.NEW, reasons);
        newcomers.add(new Newcomer(outcome, candidate, destination, found, fate, guids.remove()));
        return outcome;
    }

    /// Decides on a box's PIN, and counts the decision and its reason.
    private PinFate fate(Candidate candidate, DialPlanOutcome destination, MovedOwner owner) {
        var judgement =
                PinJudgement.of(
                        candidate.box(),
                        candidate.extensions(),
                        destination.policy().pin(),
                        rules.pins(),
                        rules.writes() && owner.reachable());
        if (rules.pins().treatment() == OldPinRules.Treatment.KEEP)
            findings.merge(judgement.finding(), 1L, Long::sum);
        fates.merge(judgement.fate(), 1L, Long::sum);
        return judgement.fate();
    }

    private static BoxOutcome leftOut(Candidate candidate, String reason) {
        return of(candidate, BoxOutcome.Kind.LEFT_OUT, List.of(reason));
    }

    private static BoxOutcome of(Candidate candidate, BoxOutcome.Kind kind, List<String> reasons) {
        return new BoxOutcome(candidate.box(), candidate.dialPlan(), kind, reasons);
    }
}
