package org.ovalogin.core.moving;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.input.EmailAddress;
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

    /// Aliases of mailboxes that are new by this plan.
    private final Set<String> aliases = new HashSet<>();

    Planner(MailboxStore store, ImportRules rules) {
        this.store = store;
        this.rules = rules;
    }

    MovingPlan plan(List<Box> boxes) {
        var candidates = boxes.stream().map(box -> Candidate.of(box, rules)).toList();
        var destinations = store.read(view -> Destinations.of(view, candidates, rules));
        var placed = later(placed(candidates, destinations));
        var outcomes = new ArrayList<BoxOutcome>();
        for (var from = 0; from < placed.size(); from += PART) {
            var part = placed.subList(from, Math.min(from + PART, placed.size()));
            outcomes.addAll(
                    store.read(
                            view ->
                                    part.stream()
                                            .map(c -> outcome(view, c, destinations))
                                            .toList()));
        }
        return new MovingPlan(
                rules, List.copyOf(destinations.byName().values()), outcomes, findings, fates);
    }

    /// Under the dial plan's own spelling of its name.
    private static List<Candidate> placed(List<Candidate> all, Destinations destinations) {
        return all.stream()
                .map(c -> c.leftOut().isPresent() ? c : c.in(destinations.of(c).name()))
                .toList();
    }

    /// Of two boxes with the same number the later one counts.
    private static List<Candidate> later(List<Candidate> all) {
        var last = new HashMap<MailboxKey, Integer>();
        for (var i = 0; i < all.size(); i++)
            if (all.get(i).leftOut().isEmpty())
                for (var digits : all.get(i).extensions())
                    last.put(new MailboxKey(all.get(i).dialPlan(), digits), i);
        var left = new ArrayList<Candidate>();
        for (var i = 0; i < all.size(); i++) {
            var candidate = all.get(i);
            var index = i;
            var overridden =
                    candidate.leftOut().isEmpty()
                            && candidate.extensions().stream()
                                    .map(d -> new MailboxKey(candidate.dialPlan(), d))
                                    .anyMatch(key -> !last.getOrDefault(key, -1).equals(index));
            left.add(overridden ? candidate.without(BoxRemark.OVERRIDDEN.text()) : candidate);
        }
        return left;
    }

    private BoxOutcome outcome(
            MailboxStore.View view, Candidate candidate, Destinations destinations) {
        var reason = candidate.leftOut().or(() -> length(candidate, destinations.of(candidate)));
        if (reason.isPresent()) return leftOut(candidate, reason.get());
        return view.mailboxes()
                .find(candidate.place())
                .map(mailbox -> known(view, candidate, mailbox))
                .orElseGet(() -> fresh(view, candidate, destinations.of(candidate)));
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
                                                String.valueOf(destination.longest()))
                                        .message());
    }

    private BoxOutcome known(MailboxStore.View view, Candidate candidate, Mailbox mailbox) {
        var wanted = wanted(view, candidate, Set.of(mailbox.guid()));
        var mark = SourceMark.of(candidate.box().owner());
        var before = view.moving().source(mailbox.guid()).map(SourceMark::read);
        if (before.isEmpty() && rules.onConflict() != ImportRules.OnConflict.UPDATE)
            return of(
                    candidate,
                    BoxOutcome.Kind.CONFLICT,
                    List.of("a mailbox that was not moved in has the extension"));
        var parts = before.map(mark::since).orElse(Set.of(SourceMark.Part.values()));
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

    private BoxOutcome fresh(
            MailboxStore.View view, Candidate candidate, DialPlanOutcome destination) {
        var taken = view.moving().extensionsTaken(candidate.dialPlan(), candidate.extensions());
        if (!taken.isEmpty())
            return leftOut(
                    candidate, "another mailbox has its extension " + taken.iterator().next());
        var owner = wanted(view, candidate, Set.of());
        if (!owner.reachable()) return leftOut(candidate, "it has no e-mail address");
        owner.owner().aliases().forEach(alias -> aliases.add(EmailAddress.key(alias)));
        count(candidate, destination, owner);
        return of(candidate, BoxOutcome.Kind.NEW, owner.remarks());
    }

    /// The box's owner without aliases that others have.
    private MovedOwner wanted(MailboxStore.View view, Candidate candidate, Set<UUID> own) {
        var owner = MovedOwner.of(candidate.box().owner(), candidate.extensions().getFirst());
        var taken = new HashSet<String>();
        for (var alias : owner.owner().aliases()) {
            var key = EmailAddress.key(alias);
            if (aliases.contains(key)
                    || view.mailboxes()
                            .withAlias(alias)
                            .filter(m -> !own.contains(m.guid()))
                            .isPresent()) taken.add(key);
        }
        return owner.without(taken);
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
