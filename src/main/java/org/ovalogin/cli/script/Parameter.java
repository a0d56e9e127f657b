package org.ovalogin.cli.script;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A parameter of a cmdlet: drives parsing, help and completion.
///
/// @param field its name in the server's JSON, or empty
/// @param positional whether a value without a name is its value
/// @param ignored accepted for the sake of old lines, and told to be without effect
/// @param aliases other names, in full only
/// @param choices what a CHOICE can be
public record Parameter(
        String name,
        Kind kind,
        String help,
        String field,
        boolean positional,
        boolean required,
        boolean ignored,
        List<String> aliases,
        List<String> choices) {
    public enum Kind {
        TEXT("text"),
        /// A whole number.
        NUMBER("number"),
        /// A whole number, or Unlimited.
        LIMIT("number|Unlimited"),
        DAYS("days|Unlimited"),
        HOURS("hours|Unlimited"),
        MINUTES("minutes|Unlimited"),
        TRUTH("$true|$false"),
        SWITCH(""),
        LIST("text[,text]"),
        TIME("time"),
        CHOICE(""),
        /// A PIN; without a value it is asked for.
        PIN("digits"),
        /// A block in braces, or a text with a condition in it.
        CONDITION("{…}"),
        /// Names and patterns of properties, and calculated ones.
        PROPERTIES("name[,name]"),
        /// Pipelines in braces, or the name of a property.
        SCRIPT("{…}"),
        /// A value of `-ErrorAction`.
        ERROR_ACTION(ErrorAction.names("|")),
        /// Anything but an empty text, as it was typed.
        ANY("value"),
        /// Anything, and nothing.
        OBJECT("value");

        private final String form;

        Kind(String form) {
            this.form = form;
        }
    }

    public static Parameter of(String name, Kind kind, String help) {
        return new Parameter(name, kind, help, "", false, false, false, List.of(), List.of());
    }

    static Parameter ignored(String name, Kind kind) {
        return new Parameter(name, kind, "", "", false, false, true, List.of(), List.of());
    }

    public static Parameter choice(String name, String help, String... choices) {
        return new Parameter(
                name, Kind.CHOICE, help, "", false, false, false, List.of(), List.of(choices));
    }

    public Parameter field(String json) {
        return new Parameter(
                name, kind, help, json, positional, required, ignored, aliases, choices);
    }

    public Parameter first() {
        return new Parameter(name, kind, help, field, true, required, ignored, aliases, choices);
    }

    public Parameter needed() {
        return new Parameter(name, kind, help, field, positional, true, ignored, aliases, choices);
    }

    public Parameter also(String... names) {
        return new Parameter(
                name, kind, help, field, positional, required, ignored, List.of(names), choices);
    }

    /// Whether `$null` or an empty text is a value, which clears a setting of an object. For a
    /// parameter that selects objects it is an error, and never means all.
    public boolean clearable() {
        return !field.isEmpty() && !positional;
    }

    /// Form of its value, for help.
    public String form() {
        if (kind == Kind.CHOICE) return String.join("|", choices);
        return kind.form;
    }

    boolean called(String typed) {
        return names().anyMatch(n -> n.equalsIgnoreCase(typed));
    }

    boolean begins(String typed) {
        return !ignored && name.regionMatches(true, 0, typed, 0, typed.length());
    }

    /// A value's choice as it is written here.
    public Optional<String> choice(String typed) {
        return choices.stream().filter(c -> c.equalsIgnoreCase(typed)).findFirst();
    }

    private Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream());
    }
}
