package org.ovalogin.cli.script;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.input.Spelling;

/// A command of the shell.
///
/// @param aliases short names
public record Cmdlet(
        String name,
        List<String> aliases,
        Manual manual,
        List<Parameter> parameters,
        Place place,
        Opening opening) {
    /// The text of its help.
    public record Manual(String synopsis, List<Example> examples) {}

    /// Its place in a pipeline.
    public enum Place {
        FIRST,
        /// The middle or the end of a pipeline.
        LATER,
        ANY
    }

    public record Example(String line, String says) {}

    /// Begins the cmdlet's work in a pipeline.
    @FunctionalInterface
    public interface Opening {
        /// @param next takes what it gives
        Stage open(Bound bound, ShellSession session, Stage next);
    }

    /// The action of a cmdlet, once for each object, or once in all.
    @FunctionalInterface
    public interface Action {
        /// @throws ShellException where that can't be done
        void run(Bound bound, ShellSession session, Stage next);
    }

    /// The kinds of objects that identify the target of this cmdlet; empty: any.
    Set<Item.Type> takes() {
        var noun = name.substring(name.indexOf('-') + 1);
        return switch (noun) {
            case "UMMailbox", "UMMailboxPIN" ->
                    EnumSet.of(
                            Item.Type.MAILBOX,
                            Item.Type.PIN,
                            Item.Type.EVENT,
                            Item.Type.ROW,
                            Item.Type.TEXT);
            case "UMMailboxPolicy" -> EnumSet.of(Item.Type.POLICY, Item.Type.ROW, Item.Type.TEXT);
            case "UMDialPlan" -> EnumSet.of(Item.Type.DIAL_PLAN, Item.Type.ROW, Item.Type.TEXT);
            default -> Set.of();
        };
    }

    /// Whether it can begin a pipeline.
    public boolean source() {
        return place != Place.LATER;
    }

    /// Whether it can stand in the middle or at the end of a pipeline.
    public boolean taking() {
        return place != Place.FIRST;
    }

    /// Whether it changes something on the server.
    public boolean changes() {
        return parameters.stream().anyMatch(p -> p.name().equals("WhatIf"));
    }

    public boolean called(String typed) {
        return name.equalsIgnoreCase(typed)
                || aliases.stream().anyMatch(a -> a.equalsIgnoreCase(typed));
    }

    public Optional<Parameter> positional() {
        return parameters.stream().filter(Parameter::positional).findFirst();
    }

    /// Finds the parameter by its name or the beginning of it. A whole name wins over longer names.
    ///
    /// @throws ShellException of kind USAGE
    public Parameter parameter(String typed) {
        var exact = parameters.stream().filter(p -> p.called(typed)).findFirst();
        if (exact.isPresent()) return exact.get();
        var candidates = parameters.stream().filter(p -> p.begins(typed)).toList();
        if (candidates.size() == 1) return candidates.getFirst();
        if (candidates.isEmpty())
            throw ShellException.usage(
                    "there is no parameter -" + Quote.bare(typed),
                    "Get-Help " + name + " lists them" + nearest(typed));
        throw ShellException.usage(
                "-%s can mean several parameters".formatted(typed.toLowerCase(Locale.ROOT)),
                String.join(" ", candidates.stream().map(p -> "-" + p.name()).toList()));
    }

    private String nearest(String typed) {
        return Spelling.nearest(
                        typed,
                        parameters.stream().filter(p -> !p.ignored()).map(Parameter::name).toList())
                .map("; did you mean -%s?"::formatted)
                .orElse("");
    }
}
