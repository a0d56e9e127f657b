package org.ovalogin.core.moving;

import java.util.List;
import java.util.Map;

/// The plan of an import. Closing wipes the PINs.
///
/// @param outcomes one for each box, in their order
/// @param newcomers one for each box that is new, in their order
/// @param findings counts over the boxes that are new, for the preview
/// @param fates counts over the boxes that are new, for the preview
public record MovingPlan(
        ImportRules rules,
        List<DialPlanOutcome> dialPlans,
        List<BoxOutcome> outcomes,
        List<Newcomer> newcomers,
        Map<OldPinFinding, Long> findings,
        Map<PinFate, Long> fates)
        implements AutoCloseable {
    public MovingPlan {
        dialPlans = List.copyOf(dialPlans);
        outcomes = List.copyOf(outcomes);
        newcomers = List.copyOf(newcomers);
        findings = Map.copyOf(findings);
        fates = Map.copyOf(fates);
    }

    public List<BoxOutcome> all(BoxOutcome.Kind kind) {
        return outcomes.stream().filter(o -> o.kind() == kind).toList();
    }

    /// A conflict forbids the whole import.
    public boolean stopped() {
        return rules.onConflict() == ImportRules.OnConflict.STOP
                && !all(BoxOutcome.Kind.CONFLICT).isEmpty();
    }

    /// There is nothing to do.
    public boolean idle() {
        return outcomes.stream()
                .noneMatch(
                        o ->
                                o.kind() == BoxOutcome.Kind.NEW
                                        || o.kind() == BoxOutcome.Kind.CHANGED);
    }

    @Override
    public void close() {
        outcomes.forEach(o -> o.box().pin().close());
    }
}
