package org.ovalogin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Writes the manual of the command line, a page for each command, as man(7) source, and the
/// completion for bash. picocli's own generator needs a converter from AsciiDoc.
final class ManualPages {
    private static final String DATE = "2026-11-01";

    private ManualPages() {}

    /// @param args folder of the pages, file of the completion, version
    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[0]));
        var ova = Main.commandLine();
        write(ova, folder, args[2]);
        Files.createDirectories(Path.of(args[1]).getParent());
        Files.writeString(Path.of(args[1]), AutoComplete.bash("ova", ova));
    }

    private static void write(CommandLine command, Path folder, String version)
            throws IOException {
        var name = name(command);
        Files.writeString(folder.resolve(name + ".1"), page(command, name, version));
        for (var child : children(command)) write(child, folder, version);
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    private static List<CommandLine> children(CommandLine command) {
        return command.getSubcommands().values().stream()
                .distinct()
                .filter(c -> !c.getCommandSpec().usageMessage().hidden())
                .filter(c -> !c.getCommandName().equals("help"))
                .toList();
    }

    private static String page(CommandLine command, String name, String version) {
        var help = command.getCommandSpec().usageMessage();
        var page = new ArrayList<String>();
        page.add(
                ".TH \"%s\" 1 \"%s\" \"ova-login %s\" \"ova-login\""
                        .formatted(name.toUpperCase(java.util.Locale.ROOT), DATE, version));
        page.add(".SH NAME");
        page.add(text(name + " - " + summary(help.description())));
        page.add(".SH SYNOPSIS");
        page.add(text(command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ")));
        page.add(".SH DESCRIPTION");
        page.addAll(texts(help.description()));
        section(page, "ARGUMENTS", command.getCommandSpec().positionalParameters());
        section(page, "OPTIONS", command.getCommandSpec().options());
        commands(page, command);
        if (help.footer().length > 0) {
            page.add(".SH NOTES\n.nf");
            page.addAll(texts(help.footer()));
            page.add(".fi");
        }
        page.add(".SH SEE ALSO");
        page.add(text(seeAlso(command)));
        return String.join("\n", page) + "\n";
    }

    private static String summary(String... description) {
        var first = description.length == 0 ? "" : plain(description[0]);
        return first.replaceFirst("\\.$", "").lines().findFirst().orElse("");
    }

    private static void section(
            List<String> page, String title, List<? extends ArgSpec> arguments) {
        var shown = arguments.stream().filter(a -> !a.hidden()).toList();
        if (shown.isEmpty()) return;
        page.add(".SH " + title);
        for (var argument : shown) {
            page.add(".TP");
            page.add("\\fB" + escaped(label(argument)) + "\\fR");
            var words = argument.description();
            page.add(text(Arrays.stream(words).map(ManualPages::plain).collect(Collectors.joining(" "))));
        }
    }

    private static String label(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) return argument.paramLabel();
        var names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static void commands(List<String> page, CommandLine command) {
        var children = children(command);
        if (children.isEmpty()) return;
        page.add(".SH COMMANDS");
        for (var child : children) {
            page.add(".TP");
            page.add("\\fB" + escaped(name(child)) + "\\fR(1)");
            page.add(text(summary(child.getCommandSpec().usageMessage().description())));
        }
    }

    private static String seeAlso(CommandLine command) {
        var parent = command.getParent();
        var pages =
                Stream.of(
                        parent == null ? "" : name(parent) + "(1)",
                        "/usr/share/doc/ova-login/docs");
        return pages.filter(p -> !p.isEmpty()).collect(Collectors.joining(", "));
    }

    private static List<String> texts(String... lines) {
        return Arrays.stream(lines).map(ManualPages::plain).map(ManualPages::text).toList();
    }

    /// Without picocli's markup for colours.
    private static String plain(String marked) {
        return Ansi.OFF.string(marked.formatted()).strip();
    }

    /// A line that begins with a dot would be a request.
    private static String text(String plain) {
        return escaped(plain)
                .lines()
                .map(l -> l.startsWith(".") || l.startsWith("'") ? "\\&" + l : l)
                .collect(Collectors.joining("\n"));
    }

    private static String escaped(String plain) {
        return plain.replace("\\", "\\e").replace("-", "\\-");
    }
}
