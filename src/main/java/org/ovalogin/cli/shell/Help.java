package org.ovalogin.cli.shell;

import java.io.PrintWriter;
import java.util.List;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.terminal.ExitCodes;

/// `Get-Help` and `-?`.
final class Help {
    private static final int WIDTH = 24;

    private Help() {}

    static List<Cmdlet> all() {
        return List.of(
                new Definition("Get-Help", "Lists the cmdlets, or tells all about one.")
                        .also("help", "man")
                        .with(
                                Parameter.of("Name", Kind.TEXT, "a cmdlet").first(),
                                Parameter.of("Examples", Kind.SWITCH, "examples only"))
                        .ignoring(Kind.SWITCH, "Full", "Detailed", "Online")
                        .example("Get-Help Set-UMMailboxPIN", "all about resets")
                        .beginning((bound, session, next) -> new Telling(bound, session.out())));
    }

    private record Telling(Bound bound, PrintWriter out) implements Stage {
        @Override
        public void begin() {
            tell(bound, out);
        }

        @Override
        public boolean accept(Item item) {
            throw new IllegalStateException("begins pipelines only");
        }
    }

    private static void tell(Bound bound, PrintWriter out) {
        var name = bound.text("Name");
        if (name.isEmpty()) overview(out);
        else if (bound.on("Examples")) examples(Cmdlets.named(name.get()), out);
        else print(Cmdlets.named(name.get()), out);
    }

    private static void overview(PrintWriter out) {
        for (var cmdlet : Cmdlets.all()) line(out, cmdlet.name(), aliases(cmdlet));
        out.println();
        out.println("Get-Help NAME has parameters and examples. In the shell, exit leaves.");
        out.println("Exit codes of ./ova run:");
        ExitCodes.lines().forEach(text -> out.println("  " + text));
    }

    private static String aliases(Cmdlet cmdlet) {
        return cmdlet.aliases().isEmpty()
                ? cmdlet.manual().synopsis()
                : cmdlet.manual().synopsis()
                        + " Also: "
                        + String.join(", ", cmdlet.aliases())
                        + ".";
    }

    static void print(Cmdlet cmdlet, PrintWriter out) {
        out.println(cmdlet.name() + " - " + aliases(cmdlet));
        out.println();
        out.println("PARAMETERS");
        for (var parameter : cmdlet.parameters())
            if (!parameter.ignored())
                line(
                        out,
                        usage(parameter),
                        parameter.help() + (parameter.required() ? " (needed)" : ""));
        var ignored =
                cmdlet.parameters().stream()
                        .filter(Parameter::ignored)
                        .map(p -> "-" + p.name())
                        .toList();
        if (!ignored.isEmpty()) line(out, "accepted, ignored:", String.join(" ", ignored));
        out.println();
        examples(cmdlet, out);
    }

    private static String usage(Parameter parameter) {
        var name = "-" + parameter.name();
        return (parameter.positional() ? "[" + name + "]" : name)
                + (parameter.form().isEmpty() ? "" : " " + parameter.form());
    }

    private static void examples(Cmdlet cmdlet, PrintWriter out) {
        if (cmdlet.manual().examples().isEmpty()) return;
        out.println("EXAMPLES");
        for (var example : cmdlet.manual().examples()) {
            out.println("  " + example.line());
            out.println("      " + example.says());
        }
    }

    private static void line(PrintWriter out, String left, String right) {
        if (left.length() <= WIDTH) {
            out.println("  " + left + " ".repeat(WIDTH - left.length()) + "  " + right);
        } else {
            out.println("  " + left);
            out.println("  " + " ".repeat(WIDTH) + "  " + right);
        }
    }
}
