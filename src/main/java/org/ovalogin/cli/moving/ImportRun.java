package org.ovalogin.cli.moving;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.ovalogin.cli.local.Installation;
import org.ovalogin.cli.terminal.Counted;
import org.ovalogin.cli.terminal.ExitCodes;
import org.ovalogin.cli.terminal.Progress;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.csv.FoundBoxes;
import org.ovalogin.core.moving.Box;
import org.ovalogin.core.moving.BoxOutcome;
import org.ovalogin.core.moving.ImportRules;
import org.ovalogin.core.moving.ImportRules.Welcome;
import org.ovalogin.core.moving.MovedIn;
import org.ovalogin.core.moving.MovingPlan;
import org.ovalogin.core.moving.MovingProgress;

/// One import: what was found, what would be done, and, unless only that was asked, what was done.
record ImportRun(ImportOptions options, Installation installation, Actor actor, PrintWriter out) {
    private static final String USUAL = "default";

    /// Warnings shown at most; a file may have thousands of strange lines.
    private static final int WARNINGS = 30;

    /// @param source for messages
    /// @return the exit code
    int run(FoundBoxes found, String source) {
        var rules = options.rules();
        warn(found.warnings());
        var boxes = chosen(found, source);
        try (var plan = installation.moving().plan(boxes, rules, actor)) {
            new ImportPreview(plan, out).print();
            tellOfLetters(rules);
            options.report.ifPresent(file -> new ImportReport(file).write(plan.outcomes()));
            if (plan.stopped())
                throw ShellException.failed(
                        "%s here already; nothing was done"
                                .formatted(
                                        Counted.of(
                                                plan.all(BoxOutcome.Kind.CONFLICT).size(),
                                                "mailbox is",
                                                "mailboxes are")),
                        "--on-conflict skip leaves them as they are, update takes names and addresses");
            if (options.whatIf) {
                out.println();
                out.println("nothing was imported: --what-if");
                return ExitCodes.DONE;
            }
            return carryOut(plan);
        } finally {
            found.boxes().forEach(box -> box.pin().close());
        }
    }

    private void warn(List<String> warnings) {
        warnings.stream().limit(WARNINGS).forEach(w -> out.println(Quote.printable(w)));
        if (warnings.size() > WARNINGS)
            out.printf("and %d more such lines%n", warnings.size() - WARNINGS);
    }

    private void tellOfLetters(ImportRules rules) {
        if (rules.welcome() instanceof Welcome.None) return;
        installation
                .letterFiles()
                .ifPresent(
                        folder -> {
                            out.println();
                            out.printf(
                                    "no mail server is set up: letters will be files in %s%n",
                                    folder);
                        });
    }

    private List<Box> chosen(FoundBoxes found, String source) {
        if (!found.contexts() || options.allContexts) {
            out.printf("%s: %s%n", source, boxes(found.boxes().size()));
            return found.boxes();
        }
        var contexts = options.contexts.isEmpty() ? List.of(USUAL) : options.contexts;
        var chosen =
                found.boxes().stream()
                        .filter(b -> contexts.stream().anyMatch(b.context()::equalsIgnoreCase))
                        .toList();
        out.printf(
                "%s: %s in context %s%n",
                source, boxes(chosen.size()), Quote.printable(String.join(", ", contexts)));
        if (chosen.size() < found.boxes().size())
            out.printf(
                    "not chosen: %s in %s (--context, --all-contexts)%n",
                    boxes(found.boxes().size() - chosen.size()),
                    found.boxes().stream()
                            .map(Box::context)
                            .filter(c -> contexts.stream().noneMatch(c::equalsIgnoreCase))
                            .distinct()
                            .map(Quote::printable)
                            .collect(Collectors.joining(", ")));
        if (chosen.isEmpty())
            throw new UsageException("there is no box to import; nothing was done");
        return chosen;
    }

    private static String boxes(int number) {
        return Counted.of(number, "box", "boxes");
    }

    private int carryOut(MovingPlan plan) {
        out.println();
        if (plan.idle()) {
            out.println("nothing to do");
            return ExitCodes.DONE;
        }
        MovedIn moved;
        try (var hashing = Progress.of("hashing", out);
                var live = Progress.of("going live", out)) {
            moved = installation.moving().carryOut(plan, actor, new Bars(hashing, live));
        }
        tell(moved);
        return moved.notDone().isEmpty() ? ExitCodes.DONE : ShellException.Kind.FAILED.exitCode();
    }

    private record Bars(Progress hashing, Progress going) implements MovingProgress {
        @Override
        public void hashed(long done, long total) {
            if (total == 0) return;
            hashing.at(done, total);
            if (done == total) hashing.close();
        }

        @Override
        public void live(long done, long total) {
            going.at(done, total);
        }
    }

    private void tell(MovedIn moved) {
        out.printf(
                "%s enabled, %d changed%n",
                Counted.of(moved.enabled(), "mailbox", "mailboxes"), moved.changed());
        if (moved.letters() > 0)
            out.printf(
                    "%s; the running server sends them%n",
                    Counted.of(moved.letters(), "letter waits", "letters wait"));
        if (!moved.locked().isEmpty()) {
            out.printf(
                    "%s no PIN: locked until an administrator resets it:%n",
                    Counted.of(moved.locked().size(), "mailbox has", "mailboxes have"));
            names(moved.locked());
        }
        if (!moved.notDone().isEmpty()) {
            out.println("not done:");
            moved.notDone()
                    .forEach(
                            o ->
                                    out.printf(
                                            "  %s: %s%n",
                                            Quote.printable(o.box().where()),
                                            Quote.printable(String.join("; ", o.reasons()))));
        }
    }

    private void names(List<BoxOutcome> outcomes) {
        for (var o : outcomes)
            out.printf(
                    "  %s\\%s %s%n",
                    Quote.printable(o.dialPlan()),
                    Quote.printable(o.box().numbers().getFirst()),
                    Quote.printable(o.box().owner().name()));
    }
}
