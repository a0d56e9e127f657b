package org.ovalogin.cli.shell;

import java.util.List;
import java.util.stream.Stream;
import org.ovalogin.cli.cmdlets.CsvCmdlets;
import org.ovalogin.cli.cmdlets.DialPlanCmdlets;
import org.ovalogin.cli.cmdlets.EventCmdlets;
import org.ovalogin.cli.cmdlets.MailboxCmdlets;
import org.ovalogin.cli.cmdlets.OutputCmdlets;
import org.ovalogin.cli.cmdlets.PinCmdlets;
import org.ovalogin.cli.cmdlets.PipeCmdlets;
import org.ovalogin.cli.cmdlets.PolicyCmdlets;
import org.ovalogin.cli.cmdlets.QueueCmdlets;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.input.Spelling;

/// All cmdlets of the shell.
public final class Cmdlets {
    private static final List<Cmdlet> ALL =
            Stream.of(
                            MailboxCmdlets.all(),
                            PinCmdlets.all(),
                            QueueCmdlets.all(),
                            PolicyCmdlets.all(),
                            DialPlanCmdlets.all(),
                            EventCmdlets.all(),
                            PipeCmdlets.all(),
                            ForEachObject.all(),
                            OutputCmdlets.all(),
                            CsvCmdlets.all(),
                            Help.all())
                    .flatMap(List::stream)
                    .toList();

    private Cmdlets() {}

    public static List<Cmdlet> all() {
        return ALL;
    }

    /// @throws ShellException of kind USAGE
    static Cmdlet named(String typed) {
        return ALL.stream()
                .filter(c -> c.called(typed))
                .findFirst()
                .orElseThrow(
                        () ->
                                ShellException.usage(
                                        "there is no cmdlet " + Quote.of(typed), hint(typed)));
    }

    private static String hint(String typed) {
        return Spelling.nearest(
                        typed,
                        ALL.stream()
                                .flatMap(
                                        c ->
                                                Stream.concat(
                                                        Stream.of(c.name()), c.aliases().stream()))
                                .toList())
                .map(name -> "did you mean " + name + "?")
                .orElse("Get-Help lists them");
    }
}
