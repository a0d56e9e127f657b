package org.ovalogin.cli.script;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A parameter of a cmdlet: drives parsing, help and completion.
///
/// @param aliases other names, in full only
/// @param field its name in the server's JSON, or empty
public record Parameter(
        String name, List<String> aliases, Values values, Use use, String help, String field) {

    /// @param choices the values of a CHOICE
    public record Values(Kind kind, List<String> choices) {
        static Values of(Kind kind) {
            return new Values(kind, List.of());
        }
    }

    /// @param positional whether a value without a name is its value
    /// @param ignored accepted for the sake of old lines, and told to be without effect
    /// @param unless the switch that does without it where it is required; empty: none
    public record Use(boolean positional, boolean required, boolean ignored, String unless) {
        static final Use NAMED = new Use(false, false, false, "");
        static final Use IGNORED = new Use(false, false, true, "");
    }

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
        return new Parameter(name, List.of(), Values.of(kind), Use.NAMED, help, "");
    }

    static Parameter ignored(String name, Kind kind) {
        return new Parameter(name, List.of(), Values.of(kind), Use.IGNORED, "", "");
    }

    public static Parameter choice(String name, String help, String... choices) {
        var values = new Values(Kind.CHOICE, List.of(choices));
        return new Parameter(name, List.of(), values, Use.NAMED, help, "");
    }

    public Parameter field(String json) {
        return new Parameter(name, aliases, values, use, help, json);
    }

    public Parameter first() {
        return used(new Use(true, use.required(), use.ignored(), use.unless()));
    }

    public Parameter needed() {
        return neededUnless("");
    }

    /// Required, unless this switch is on.
    public Parameter neededUnless(String otherSwitch) {
        return used(new Use(use.positional(), true, use.ignored(), otherSwitch));
    }

    boolean missing(Bound bound) {
        return required()
                && !bound.has(name)
                && (use.unless().isEmpty() || !bound.on(use.unless()));
    }

    private Parameter used(Use other) {
        return new Parameter(name, aliases, values, other, help, field);
    }

    public Parameter also(String... names) {
        return new Parameter(name, List.of(names), values, use, help, field);
    }

    public Kind kind() {
        return values.kind();
    }

    public List<String> choices() {
        return values.choices();
    }

    public boolean positional() {
        return use.positional();
    }

    public boolean required() {
        return use.required();
    }

    public boolean ignored() {
        return use.ignored();
    }

    /// Whether `$null` or an empty text is a value, which clears a setting of an object. For a
    /// parameter that selects objects it is an error, and never means all.
    public boolean clearable() {
        return !field.isEmpty() && !positional();
    }

    /// Form of its value, for help.
    public String form() {
        if (kind() == Kind.CHOICE) return String.join("|", choices());
        return kind().form;
    }

    boolean called(String typed) {
        return names().anyMatch(n -> n.equalsIgnoreCase(typed));
    }

    boolean begins(String typed) {
        return !ignored() && name.regionMatches(true, 0, typed, 0, typed.length());
    }

    /// A value's choice as it is written here.
    public Optional<String> choice(String typed) {
        return choices().stream().filter(c -> c.equalsIgnoreCase(typed)).findFirst();
    }

    private Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream());
    }
}
