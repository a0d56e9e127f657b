package org.ovalogin.core.moving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// The outcomes of a plan, counted by kind and reason, for previews. Nothing tells which box has
/// which PIN.
public record MovingSummary(List<Row> rows) {
    /// Boxes named for each reason; a report has all.
    private static final int NAMED = 3;

    /// Reasons of each outcome.
    private static final int REASONS = 20;

    public MovingSummary {
        rows = List.copyOf(rows);
    }

    /// @param boxes with this outcome
    /// @param more there are further reasons
    public record Row(BoxOutcome.Kind kind, int boxes, List<Reason> reasons, boolean more) {
        public Row {
            reasons = List.copyOf(reasons);
        }
    }

    /// @param text in English, without the values that it quotes
    /// @param first some of the boxes
    public record Reason(String text, int boxes, List<BoxOutcome> first) {
        public Reason {
            first = List.copyOf(first);
        }
    }

    public static MovingSummary of(MovingPlan plan) {
        return new MovingSummary(
                Arrays.stream(BoxOutcome.Kind.values())
                        .map(kind -> row(kind, plan.all(kind)))
                        .filter(row -> row.boxes() > 0)
                        .toList());
    }

    private static Row row(BoxOutcome.Kind kind, List<BoxOutcome> boxes) {
        var byReason = new LinkedHashMap<String, List<BoxOutcome>>();
        for (var outcome : boxes)
            outcome.told()
                    .map(MovingSummary::alike)
                    .distinct()
                    .forEach(r -> byReason.computeIfAbsent(r, _ -> new ArrayList<>()).add(outcome));
        var reasons =
                byReason.entrySet().stream()
                        .limit(REASONS)
                        .map(e -> reason(e.getKey(), e.getValue()))
                        .toList();
        return new Row(kind, boxes.size(), reasons, byReason.size() > REASONS);
    }

    private static Reason reason(String text, List<BoxOutcome> boxes) {
        return new Reason(text, boxes.size(), boxes.stream().limit(NAMED).toList());
    }

    /// Boxes with the same reason count together, whatever it quotes.
    private static String alike(String reason) {
        return reason.replaceAll("'[^']*'", "'…'");
    }
}
