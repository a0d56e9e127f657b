package org.ovalogin.cli.moving;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.cli.terminal.AlignedColumns;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.core.moving.BoxOutcome;
import org.ovalogin.core.moving.BoxRemark;
import org.ovalogin.core.moving.DialPlanOutcome;
import org.ovalogin.core.moving.MovingPlan;
import org.ovalogin.core.moving.OldPinFinding;
import org.ovalogin.core.moving.PinFate;

/// Shows what an import would do: how many boxes by outcome and reason, and how many PINs by rule.
/// Nothing tells which box has which PIN.
record ImportPreview(MovingPlan plan, PrintWriter out) {
    /// Boxes named for each reason; the report has all.
    private static final int NAMED = 3;

    /// Reasons shown for each outcome.
    private static final int REASONS = 20;

    void print() {
        plan.dialPlans().forEach(this::dialPlan);
        out.println();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("OUTCOME", "BOXES", "REASON", "SUCH AS"));
        for (var kind : BoxOutcome.Kind.values()) rows(kind, rows);
        AlignedColumns.print(rows, out);
        pins();
        out.flush();
    }

    private void dialPlan(DialPlanOutcome outcome) {
        out.printf(
                "dial plan %s, context %s: %s, extensions of %s digits%n",
                Quote.printable(outcome.name()),
                Quote.printable(outcome.context()),
                switch (outcome.kind()) {
                    case NEW -> "new";
                    case WIDENED -> "takes more lengths";
                    case UNCHANGED -> "as it is";
                },
                outcome.shortest() == outcome.longest()
                        ? outcome.shortest()
                        : outcome.shortest() + " to " + outcome.longest());
        outcome.remarks().forEach(remark -> out.println("  " + Quote.printable(remark)));
    }

    /// A row for the outcome, and one for each reason.
    private void rows(BoxOutcome.Kind kind, List<List<String>> rows) {
        var boxes = plan.all(kind);
        if (boxes.isEmpty()) return;
        rows.add(List.of(kind.text(), String.valueOf(boxes.size()), "", ""));
        var byReason = new LinkedHashMap<String, List<BoxOutcome>>();
        for (var outcome : boxes)
            reasons(outcome)
                    .map(ImportPreview::alike)
                    .distinct()
                    .forEach(r -> byReason.computeIfAbsent(r, _ -> new ArrayList<>()).add(outcome));
        byReason.entrySet().stream()
                .limit(REASONS)
                .forEach(
                        e ->
                                rows.add(
                                        List.of(
                                                "",
                                                String.valueOf(e.getValue().size()),
                                                Quote.printable(e.getKey()),
                                                named(e.getValue()))));
        if (byReason.size() > REASONS)
            rows.add(List.of("", "", "further reasons: see the report (--report)", ""));
    }

    /// Boxes with the same reason count together, whatever it quotes.
    private static String alike(String reason) {
        return reason.replaceAll("'[^']*'", "'…'");
    }

    /// Reasons of the outcome, and the remarks about a box that moves in.
    static Stream<String> reasons(BoxOutcome outcome) {
        var stays =
                outcome.kind() == BoxOutcome.Kind.LEFT_OUT
                        || outcome.kind() == BoxOutcome.Kind.CONFLICT;
        var remarks = stays ? Set.<BoxRemark>of() : outcome.box().remarks();
        return Stream.concat(
                        outcome.reasons().stream(), remarks.stream().sorted().map(BoxRemark::text))
                .distinct();
    }

    private static String named(List<BoxOutcome> some) {
        var names =
                some.stream()
                        .limit(NAMED)
                        .map(o -> Quote.printable(o.box().where()))
                        .collect(Collectors.joining(", "));
        return some.size() > NAMED ? names + ", …" : names;
    }

    private void pins() {
        if (plan.findings().isEmpty() && plan.fates().isEmpty()) return;
        out.println();
        out.println("PINs of the new mailboxes:");
        for (var finding : OldPinFinding.values())
            count(plan.findings().getOrDefault(finding, 0L), finding.text());
        out.println("of these:");
        for (var fate : PinFate.values()) count(plan.fates().getOrDefault(fate, 0L), fate.text());
    }

    private void count(long number, String text) {
        if (number > 0) out.printf("  %d %s%n", number, text);
    }
}
