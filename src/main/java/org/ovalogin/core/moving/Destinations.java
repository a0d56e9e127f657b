package org.ovalogin.core.moving;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.ExtensionLengths;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;

/// The dial plans of an import: those that are there, and those to be.
record Destinations(Map<String, DialPlanOutcome> byName) {
    Destinations {
        byName = Map.copyOf(byName);
    }

    /// @throws NotDone if the rules fit no policy, or a dial plan would have boxes of two contexts
    static Destinations of(MailboxStore.View view, List<Candidate> candidates, ImportRules rules) {
        var byName = new LinkedHashMap<String, DialPlanOutcome>();
        candidates.stream()
                .filter(c -> c.leftOut().isEmpty())
                .collect(
                        groupingBy(c -> key(c.dialPlan()), LinkedHashMap::new, Collectors.toList()))
                .forEach((key, boxes) -> byName.put(key, destination(view, boxes, rules)));
        return new Destinations(byName);
    }

    DialPlanOutcome of(Candidate candidate) {
        return Optional.ofNullable(byName.get(key(candidate.dialPlan()))).orElseThrow();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static DialPlanOutcome destination(
            MailboxStore.View view, List<Candidate> boxes, ImportRules rules) {
        var name = boxes.getFirst().dialPlan();
        var contexts = contexts(boxes);
        if (contexts.size() > 1)
            throw new NotDone(
                    "VoicemailContext",
                    Fault.VALUE,
                    "%s for dial plan %s".formatted(String.join(", ", contexts), name),
                    "one context for each dial plan");
        var lengths =
                ExtensionLengths.of(boxes.stream().flatMap(c -> c.extensions().stream()).toList());
        try {
            return view.dialPlans()
                    .find(name)
                    .map(plan -> existing(view, plan, lengths, contexts.getFirst(), rules))
                    .orElseGet(() -> fresh(name, lengths, contexts.getFirst(), rules));
        } catch (OutOfRange e) {
            throw TextChecks.refused(e);
        }
    }

    /// Asterisk finds a box whatever the case of its context, so the first spelling does for all.
    private static List<String> contexts(List<Candidate> boxes) {
        var spelled = new LinkedHashMap<String, String>();
        for (var candidate : boxes)
            spelled.putIfAbsent(key(candidate.box().context()), candidate.box().context());
        return spelled.values().stream().sorted().toList();
    }

    private static DialPlanOutcome fresh(
            String name, ExtensionLengths lengths, String context, ImportRules rules) {
        var plan =
                DialPlan.named(name)
                        .with(
                                draft -> {
                                    lengths.into(draft);
                                    draft.voicemailContext = context;
                                });
        var policy = MailboxPolicy.defaultOf(plan);
        rules.policy()
                .filter(wanted -> !wanted.equalsIgnoreCase(policy.name()))
                .ifPresent(
                        wanted -> {
                            throw noPolicy(wanted, List.of(policy));
                        });
        return new DialPlanOutcome(plan, policy, DialPlanOutcome.Kind.NEW, List.of());
    }

    private static DialPlanOutcome existing(
            MailboxStore.View view,
            DialPlan plan,
            ExtensionLengths lengths,
            String context,
            ImportRules rules) {
        var widened = fitted(view, plan, lengths);
        var remarks = new ArrayList<String>();
        if (!plan.voicemailContext().equalsIgnoreCase(context))
            remarks.add(
                    "Its callers come to the boxes of context '%s' (VoicemailContext), not of '%s'."
                            .formatted(plan.voicemailContext(), context));
        return new DialPlanOutcome(
                widened,
                policy(view, plan, rules),
                widened.equals(plan)
                        ? DialPlanOutcome.Kind.UNCHANGED
                        : DialPlanOutcome.Kind.WIDENED,
                remarks);
    }

    /// The dial plan with these lengths beside its own; without mailboxes it has these alone.
    static DialPlan fitted(MailboxStore.View view, DialPlan plan, ExtensionLengths lengths) {
        var mailboxes =
                view.mailboxes()
                        .page(
                                new MailboxQuery(
                                        "",
                                        Optional.of(plan.name()),
                                        Optional.empty(),
                                        Set.of(),
                                        Optional.empty(),
                                        1))
                        .total();
        return mailboxes == 0 ? plan.with(lengths::into) : plan.widened(lengths);
    }

    private static MailboxPolicy policy(MailboxStore.View view, DialPlan plan, ImportRules rules) {
        var all =
                view.policies().all().stream()
                        .filter(p -> p.dialPlan().equals(plan.name()))
                        .toList();
        var wanted = rules.policy().orElse(MailboxPolicy.defaultName(plan.name()));
        return guid(wanted)
                .flatMap(view.policies()::find)
                .filter(all::contains)
                .or(() -> all.stream().filter(p -> p.name().equalsIgnoreCase(wanted)).findFirst())
                .or(() -> only(all).filter(_ -> rules.policy().isEmpty()))
                .orElseThrow(() -> noPolicy(wanted, all));
    }

    private static Optional<MailboxPolicy> only(List<MailboxPolicy> all) {
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private static Optional<UUID> guid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static NotDone noPolicy(String wanted, List<MailboxPolicy> all) {
        return new NotDone(
                "UMMailboxPolicy",
                Fault.NO_SUCH_POLICY,
                wanted,
                all.stream().map(MailboxPolicy::name).collect(Collectors.joining(", ")));
    }
}
