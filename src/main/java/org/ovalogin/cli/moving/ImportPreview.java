package org.ovalogin.cli.moving;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ovalogin.cli.terminal.AlignedColumns;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.core.moving.DialPlanOutcome;
import org.ovalogin.core.moving.MovingPlan;
import org.ovalogin.core.moving.MovingSummary;
import org.ovalogin.core.moving.OldPinFinding;
import org.ovalogin.core.moving.PinFate;

/// Shows what an import would do: how many boxes by outcome and reason, and how many PINs by rule.
/// Nothing tells which box has which PIN.
record ImportPreview(MovingPlan plan, PrintWriter out) {
    void print() {
        plan.dialPlans().forEach(this::dialPlan);
        out.println();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("OUTCOME", "BOXES", "REASON", "SUCH AS"));
        for (var row : MovingSummary.of(plan).rows()) rows(row, rows);
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
    private static void rows(MovingSummary.Row row, List<List<String>> rows) {
        rows.add(List.of(row.kind().text(), String.valueOf(row.boxes()), "", ""));
        for (var reason : row.reasons())
            rows.add(
                    List.of(
                            "",
                            String.valueOf(reason.boxes()),
                            Quote.printable(reason.text()),
                            named(reason)));
        if (row.more()) rows.add(List.of("", "", "further reasons: see the report (--report)", ""));
    }

    private static String named(MovingSummary.Reason reason) {
        var names =
                reason.first().stream()
                        .map(o -> Quote.printable(o.box().where()))
                        .collect(Collectors.joining(", "));
        return reason.boxes() > reason.first().size() ? names + ", …" : names;
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
