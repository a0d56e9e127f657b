package org.ovalogin.cli.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Operand;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.language.Selection;
import org.ovalogin.cli.language.Value;
import org.ovalogin.cli.language.ValueParser;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.Times;
import org.ovalogin.cli.terminal.TypedSecret;
import org.ovalogin.core.input.Blanks;

/// Converts a typed value for its parameter. Messages quote a refused value only where [Quote]
/// allows it.
public final class Reading {
    /// The value of `$null`, for a parameter that can be cleared.
    public static final Object CLEAR = new Object();

    /// `Unlimited`: null for the server too, a value for the caller.
    public static final Object UNLIMITED = new Object();

    /// A value that an object of the pipeline will give.
    record Later(Value value) {}

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /// `60.00:00:00`, as .NET writes 60 days.
    private static final Pattern SPAN =
            Pattern.compile("(?:(\\d{1,6})\\.)?(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");

    private static final Map<Kind, Integer> MINUTES_IN =
            Map.of(Kind.DAYS, 24 * 60, Kind.HOURS, 60, Kind.MINUTES, 1);

    private final Parameter parameter;

    Reading(Parameter parameter) {
        this.parameter = parameter;
    }

    /// @throws ShellException of kind USAGE
    Object of(Value value) {
        if (value.open()) return later(value);
        if (parameter.kind() == Kind.OBJECT) return value;
        if (value instanceof Value.Nothing) return nothing();
        if (blank(value) && !parameter.clearable()) throw error("is empty", hint());
        return switch (parameter.kind()) {
            case TEXT -> text(value);
            case NUMBER -> number(value);
            case LIMIT -> unlimited(value) ? UNLIMITED : number(value);
            case DAYS, HOURS, MINUTES -> unlimited(value) ? UNLIMITED : span(value);
            case TRUTH, SWITCH -> truth(value);
            case LIST -> list(value);
            case TIME ->
                    Times.read(text(value))
                            .orElseThrow(() -> refused(value, "a time such as " + Times.FORMS));
            case CHOICE ->
                    parameter
                            .choice(text(value))
                            .orElseThrow(
                                    () -> refused(value, String.join(", ", parameter.choices())));
            case ERROR_ACTION ->
                    ErrorAction.of(text(value))
                            .orElseThrow(() -> refused(value, ErrorAction.names(", ")));
            case PIN -> pin(value);
            case SCRIPT -> script(value);
            case PROPERTIES -> selections(value);
            case CONDITION ->
                    value instanceof Value.Block(var condition)
                            ? condition
                            : Parser.condition(text(value));
            case ANY, OBJECT -> value;
        };
    }

    private Object nothing() {
        return switch (parameter.kind()) {
            case TEXT, NUMBER, LIMIT, LIST -> {
                if (!parameter.clearable()) throw error("can't be $null", hint());
                yield CLEAR;
            }
            case DAYS, HOURS, MINUTES -> UNLIMITED;
            case PIN -> throw error("can't be $null", "without -Pin one is generated");
            case ANY -> new Value.Nothing();
            default -> throw error("can't be $null", "allowed: " + parameter.form());
        };
    }

    /// A text from an object must not become part of a condition.
    private Later later(Value value) {
        if (parameter.kind() == Kind.CONDITION)
            throw error(
                    "can't have $_ in it",
                    "select with Where-Object, as in Get-UMMailbox | Where-Object UMDialPlan -eq $_.Plan");
        return new Later(value);
    }

    private Object script(Value value) {
        return switch (value) {
            case Value.Script script -> script;
            case Value.Text(var property) -> new Operand.Property(property);
            default -> throw error("takes pipelines in braces", ValueParser.BODY);
        };
    }

    private Object selections(Value value) {
        var values = value instanceof Value.Many(var many) ? many : List.of(value);
        var selections = new ArrayList<Selection>();
        for (var one : values)
            switch (one) {
                case Value.Calculated(var name, var operand) ->
                        selections.add(new Selection.Calculated(name, operand));
                case Value.Block(var condition) ->
                        selections.add(new Selection.Calculated("", Operand.of(condition)));
                default -> parts(text(one)).map(Selection.Named::new).forEach(selections::add);
            }
        return List.copyOf(selections);
    }

    private static boolean blank(Value value) {
        return switch (value) {
            case Value.Text(var text) -> Blanks.only(text);
            case Value.Many(var many) -> many.stream().allMatch(Reading::blank);
            case Value.Nothing _ -> true;
            case Value.Whole(var item) -> Blanks.only(Item.text(item.itself()));
            default -> false;
        };
    }

    private String hint() {
        return "leave -%s out where it is not meant".formatted(parameter.name());
    }

    private String text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Truth(var truth) -> truth ? "True" : "False";
            case Value.Whole(var item) -> Item.text(item.itself());
            case Value.Many _ -> throw error("takes one value", "quote a value with a comma in it");
            default -> throw error("takes a text", "quote a value with braces in it");
        };
    }

    private boolean unlimited(Value value) {
        return value instanceof Value.Text(var text)
                && (text.equalsIgnoreCase("unlimited")
                        || (parameter.name().equals("PINLifetime") && text.equals("0")));
    }

    private Object number(Value value) {
        var text = text(value);
        if (!NUMBER.matcher(text).matches())
            throw refused(
                    value,
                    "a whole number" + (parameter.kind() == Kind.NUMBER ? "" : " or Unlimited"));
        return Long.valueOf(text);
    }

    private Object span(Value value) {
        var text = text(value);
        var matcher = SPAN.matcher(text);
        if (!matcher.matches()) return number(value);
        var days = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
        var minutes =
                (days * 24 + Long.parseLong(matcher.group(2))) * 60
                        + Long.parseLong(matcher.group(3));
        var unit = MINUTES_IN.getOrDefault(parameter.kind(), 1);
        var seconds = matcher.group(4);
        if (minutes % unit != 0 || (seconds != null && !seconds.equals("00")))
            throw refused(value, "whole " + parameter.kind().name().toLowerCase(Locale.ROOT));
        return minutes / unit;
    }

    private Object truth(Value value) {
        if (value instanceof Value.Truth(var truth)) return truth;
        return switch (text(value).toLowerCase(Locale.ROOT)) {
            case "true", "$true", "1" -> true;
            case "false", "$false", "0" -> false;
            default -> throw refused(value, "$true or $false");
        };
    }

    /// Also a text with commas or semicolons, in braces or not: as one argument of a command, or in
    /// a column of a file (`{51234, 51235}`, as Exchange exports it).
    private Object list(Value value) {
        var values = value instanceof Value.Many(var many) ? many : List.of(value);
        var texts = new ArrayList<String>();
        for (var one : values) parts(text(one)).forEach(texts::add);
        return List.copyOf(texts);
    }

    private static Stream<String> parts(String text) {
        var inner = Blanks.trimmed(text);
        if (inner.startsWith("{") && inner.endsWith("}"))
            inner = inner.substring(1, inner.length() - 1);
        return Arrays.stream(inner.split("[,;]")).map(Blanks::trimmed).filter(t -> !t.isEmpty());
    }

    private Object pin(Value value) {
        var pin = value instanceof Value.Text(var text) ? text : "";
        if (pin.isEmpty())
            throw error(
                    value instanceof Value.Text ? "is empty" : "takes one PIN, in digits",
                    "-Pin without a value asks for it; without -Pin one is generated");
        return new TypedSecret(pin);
    }

    private ShellException refused(Value value, String allowed) {
        var found = value instanceof Value.Text(var text) ? " " + Quote.of(text) : "";
        return error("is refused:" + found + " is not " + allowed, "allowed: " + allowed);
    }

    private ShellException error(String message, String hint) {
        return ShellException.usage("the value of -" + parameter.name() + " " + message, hint);
    }
}
