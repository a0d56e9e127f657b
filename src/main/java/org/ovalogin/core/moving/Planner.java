package org.ovalogin.core.moving;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.store.MailboxStore;

/// Finds out what an import would do. For one thread and one plan.
final class Planner {
    /// Boxes looked up at a time.
    private static final int PART = 500;

    private final MailboxStore store;
    private final ImportRules rules;
    private final Map<OldPinFinding, Long> findings = new EnumMap<>(OldPinFinding.class);
    private final Map<PinFate, Long> fates = new EnumMap<>(PinFate.class);

    /// Names of mailboxes, and of those that are new by this plan.
    private final TakenNames names = new TakenNames(new HashSet<>(), new HashSet<>());

    private Set<String> shared = Set.of();

    /// Places of mailboxes, as far as boxes have them.
    private final Set<MailboxKey> taken = new HashSet<>();

    Planner(MailboxStore store, ImportRules rules) {
        this.store = store;
        this.rules = rules;
    }

    MovingPlan plan(List<Box> boxes) {
        var candidates = boxes.stream().map(box -> Candidate.of(box, rules)).toList();
        var destinations = store.read(view -> Destinations.of(view, candidates, rules));
        var placed = firstOfEach(placed(candidates, destinations));
        shared =
                MovedOwner.shared(
                        placed.stream().filter(c -> c.leftOut().isEmpty()).map(Planner::owner));
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
                rules, List.copyOf(destinations.byName().values()), outcomes, findings, fates);
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

    /// Of two boxes with the same number the first one counts, as in Asterisk.
    private static List<Candidate> firstOfEach(List<Candidate> all) {
        var first = new HashMap<MailboxKey, Integer>();
        for (var i = 0; i < all.size(); i++)
            if (all.get(i).leftOut().isEmpty())
                for (var digits : all.get(i).extensions())
                    first.putIfAbsent(new MailboxKey(all.get(i).dialPlan(), digits), i);
        var left = new ArrayList<Candidate>();
        for (var i = 0; i < all.size(); i++) {
            var candidate = all.get(i);
            var index = i;
            var overridden =
                    candidate.leftOut().isEmpty()
                            && candidate.extensions().stream()
                                    .map(d -> new MailboxKey(candidate.dialPlan(), d))
                                    .anyMatch(key -> !first.getOrDefault(key, -1).equals(index));
            left.add(overridden ? candidate.without(BoxRemark.OVERRIDDEN.text()) : candidate);
        }
        return left;
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
                    List.of("a mailbox that was not moved in has the extension"));
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
        return changes.isEmpty()
                ? of(candidate, BoxOutcome.Kind.UNCHANGED, List.of())
                : of(candidate, BoxOutcome.Kind.CHANGED, changes);
    }

    private BoxOutcome fresh(Candidate candidate, DialPlanOutcome destination) {
        var others =
                candidate.extensions().stream()
                        .filter(d -> taken.contains(new MailboxKey(candidate.dialPlan(), d)))
                        .findFirst();
        if (others.isPresent())
            return leftOut(candidate, "another mailbox has its extension " + others.get());
        var owner = owner(candidate).beside(names, shared);
        names.take(owner);
        count(candidate, destination, owner);
        var reasons = new ArrayList<>(owner.remarks());
        if (!owner.reachable()) reasons.add("it has no e-mail address");
        if (owner.owner().addresses().shared()) reasons.add("others have its e-mail address too");
        return of(candidate, BoxOutcome.Kind.NEW, reasons);
    }

    private void count(Candidate candidate, DialPlanOutcome destination, MovedOwner owner) {
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
    }

    private static BoxOutcome leftOut(Candidate candidate, String reason) {
        return of(candidate, BoxOutcome.Kind.LEFT_OUT, List.of(reason));
    }

    private static BoxOutcome of(Candidate candidate, BoxOutcome.Kind kind, List<String> reasons) {
        return new BoxOutcome(candidate.box(), candidate.dialPlan(), kind, reasons);
    }
}
