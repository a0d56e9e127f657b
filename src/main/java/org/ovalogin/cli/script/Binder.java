package org.ovalogin.cli.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ovalogin.cli.language.CmdletCall.Argument;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Value;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.input.Blanks;

/// Binds typed values, and values from a pipeline, to the parameters of a cmdlet.
public final class Binder {
    private final Cmdlet cmdlet;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private boolean help;

    private Binder(Cmdlet cmdlet) {
        this.cmdlet = cmdlet;
    }

    /// @param piped whether required values may still come with the objects of a pipeline
    /// @throws ShellException of kind USAGE
    public static Bound bind(Cmdlet cmdlet, List<Argument> arguments, boolean piped) {
        try {
            return new Binder(cmdlet).run(arguments, piped);
        } catch (ShellException e) {
            throw e.of(cmdlet.name());
        }
    }

    private Bound run(List<Argument> arguments, boolean piped) {
        var i = 0;
        while (i < arguments.size()) {
            switch (arguments.get(i)) {
                case Argument.Named(var name, _) when name.equals("?") -> help = true;
                case Argument.Named(var name, var withValue) -> {
                    var parameter = cmdlet.parameter(name);
                    var next = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
                    if (next instanceof Argument.Given(var value)
                            && takes(parameter, value, withValue)) {
                        put(parameter, new Reading(parameter).of(value));
                        i++;
                    } else {
                        put(parameter, withoutValue(parameter));
                    }
                }
                case Argument.Given(var value) -> positional(value);
            }
            i++;
        }
        var bound = new Bound(cmdlet, values, help, false);
        if (!piped && !help) complete(bound);
        return bound;
    }

    /// A switch takes a value after a colon, and a following `$true` or `$false`.
    private static boolean takes(Parameter parameter, Value value, boolean withValue) {
        return parameter.kind() != Kind.SWITCH || withValue || value instanceof Value.Truth;
    }

    private static Object withoutValue(Parameter parameter) {
        return switch (parameter.kind()) {
            case SWITCH -> true;
            case PIN -> Bound.ASK;
            case TRUTH ->
                    throw ShellException.usage(
                            "-" + parameter.name() + " has no value",
                            "$true or $false; the operating system's shell takes $true away unless it is in single quotes");
            default ->
                    throw ShellException.usage(
                            "-" + parameter.name() + " has no value",
                            "write -%s %s".formatted(parameter.name(), parameter.form()));
        };
    }

    private void positional(Value value) {
        var parameter = cmdlet.positional().filter(p -> !values.containsKey(p.name()));
        if (parameter.isEmpty())
            throw ShellException.usage(
                    "there is a value without the name of its parameter",
                    "quote a value with spaces in it; Get-Help " + cmdlet.name() + " has examples");
        put(parameter.get(), new Reading(parameter.get()).of(value));
    }

    private void put(Parameter parameter, Object value) {
        if (values.putIfAbsent(parameter.name(), value) != null)
            throw ShellException.usage("-" + parameter.name() + " is given twice", "");
    }

    /// @throws ShellException of kind USAGE where something required is missing
    static void complete(Bound bound) {
        var missing =
                bound.cmdlet().parameters().stream()
                        .filter(p -> p.missing(bound))
                        .map(p -> "-" + p.name())
                        .toList();
        if (!missing.isEmpty())
            throw ShellException.usage(
                    String.join(" and ", missing)
                            + (missing.size() == 1 ? " is" : " are")
                            + " missing",
                    "Get-Help " + bound.cmdlet().name() + " has examples");
    }

    /// Adds values from an object of the pipeline: its identity for the positional parameter, and
    /// from a row of a file all columns named as parameters. Typed values win. An object without an
    /// identity is an error even where the parameter may be left out: it never means all.
    ///
    /// @throws ShellException of kind USAGE
    static Bound with(Bound bound, Item item) {
        refuseStrangers(bound.cmdlet(), item);
        var result = bound;
        for (var parameter : bound.cmdlet().parameters()) {
            if (bound.has(parameter.name()) || parameter.ignored()) continue;
            var value = brought(parameter, item);
            if (value != null) result = result.with(parameter.name(), value);
        }
        var identity = bound.cmdlet().positional();
        var without = identity.isPresent() && !result.has(identity.get().name());
        if (without && (!identity.get().required() || identity.get().missing(result)))
            throw without(identity.get(), item);
        complete(result);
        return result;
    }

    /// Refuses other kinds of objects: a dial plan and a mailbox may have the same name.
    private static void refuseStrangers(Cmdlet cmdlet, Item item) {
        if (!cmdlet.takes().isEmpty() && !cmdlet.takes().contains(item.type()))
            throw ShellException.usage(
                    "takes no object of the kind " + item.type().title(),
                    "takes "
                            + cmdlet.takes().stream()
                                    .map(Item.Type::title)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
    }

    private static ShellException without(Parameter identity, Item item) {
        if (item.type() != Item.Type.ROW)
            return ShellException.usage(
                    "this %s says nothing for -%s".formatted(item.type().title(), identity.name()),
                    "nothing was done for it");
        var named =
                item.properties().keySet().stream()
                        .filter(c -> identity.called(Blanks.trimmed(c)))
                        .findFirst();
        return named.isPresent()
                ? ShellException.usage(
                        "the column %s is empty".formatted(Quote.bare(named.get())),
                        "nothing was done for this row")
                : ShellException.usage(
                        "there is no column " + identity.name(),
                        "the file has "
                                + item.properties().keySet().stream()
                                        .map(Quote::of)
                                        .collect(Collectors.joining(", "))
                                + "; nothing was done for this row");
    }

    private static @org.jspecify.annotations.Nullable Object brought(
            Parameter parameter, Item item) {
        if (item.type() == Item.Type.ROW) {
            for (var column : item.properties().entrySet()) {
                var text = Item.text(column.getValue());
                if (parameter.called(Blanks.trimmed(column.getKey())) && !Blanks.only(text))
                    return new Reading(parameter).of(word(text.strip()));
            }
            return null;
        }
        return parameter.positional() && !Blanks.only(item.id())
                ? new Reading(parameter).of(new Value.Text(item.id()))
                : null;
    }

    /// Reads a word from outside a line: an argument of a command, a cell of a file.
    public static Value word(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "$true" -> new Value.Truth(true);
            case "$false" -> new Value.Truth(false);
            case "$null" -> new Value.Nothing();
            default -> new Value.Text(text);
        };
    }

    /// Columns of a row that are no parameters of the cmdlet.
    static List<String> unknownColumns(Cmdlet cmdlet, Item row) {
        return row.properties().keySet().stream()
                .filter(
                        c ->
                                cmdlet.parameters().stream()
                                        .noneMatch(p -> p.called(Blanks.trimmed(c))))
                .toList();
    }

    /// The ignored parameters that were given.
    public static List<String> ignored(Bound bound) {
        return bound.cmdlet().parameters().stream()
                .filter(p -> p.ignored() && bound.has(p.name()))
                .map(Parameter::name)
                .toList();
    }
}
