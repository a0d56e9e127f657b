package org.ovalogin.cli.language;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.Times;
import org.ovalogin.core.input.Spelling;

/// An object in a pipeline. Its properties have an order, and names without regard to case; values
/// are texts, numbers, truths, [Instant]s, lists of texts or of objects, or null.
///
/// @param id the unambiguous identity for the server; empty where there is none
public record Item(Type type, String id, Map<String, @Nullable Object> properties) {
    /// The property that holds the text of a plain text.
    public static final String TEXT = "Value";

    /// True of each mailbox; not shown unless it is asked for.
    private static final String UM_ENABLED = "UMEnabled";

    /// Older names of properties, in lower case.
    private static final Map<Type, Map<String, String>> OTHER_NAMES =
            Map.of(
                    Type.MAILBOX,
                    Map.of(
                            "name", "DisplayName",
                            "primarysmtpaddress", "Identity",
                            "umenabled", UM_ENABLED),
                    Type.PIN,
                    Map.of("identity", "UserID"),
                    Type.EVENT,
                    Map.of("time", "At"));

    public enum Type {
        MAILBOX("UM mailbox"),
        PIN("PIN state"),
        POLICY("UM mailbox policy"),
        DIAL_PLAN("UM dial plan"),
        EVENT("event"),
        /// A row of a CSV file: its columns are parameters of the cmdlet it comes to.
        ROW("row"),
        TEXT("text"),
        OTHER("object");

        private final String title;

        Type(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    public Item {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    public static Item of(Type type, Map<String, @Nullable Object> properties) {
        return new Item(type, "", properties);
    }

    public static Item ofText(String text) {
        return new Item(Type.TEXT, text, Map.of(TEXT, text));
    }

    /// The same object with other properties.
    public Item with(Map<String, @Nullable Object> others) {
        return new Item(type, id, others);
    }

    public boolean has(String name) {
        return properties.keySet().stream().anyMatch(p -> p.equalsIgnoreCase(name));
    }

    /// A property that Exchange had and this object lacks is null.
    ///
    /// @throws ShellException where there is none: `-ne` on a misspelt property would take all
    public @Nullable Object property(String name) {
        var spelled = spelled(name);
        // each mailbox here has access by phone
        return spelled.equals(UM_ENABLED) && !has(UM_ENABLED) ? true : properties.get(spelled);
    }

    /// A property's name as it is written.
    public String spelled(String name) {
        var other =
                OTHER_NAMES
                        .getOrDefault(type, Map.of())
                        .getOrDefault(name.toLowerCase(Locale.ROOT), name);
        return properties.keySet().stream()
                .filter(p -> p.equalsIgnoreCase(name))
                .findFirst()
                .or(() -> Optional.of(other).filter(properties::containsKey))
                .or(() -> Optional.of(other).filter(UM_ENABLED::equals))
                .or(() -> ExchangeNames.find(type, name))
                .orElseThrow(() -> missing(name));
    }

    private ShellException missing(String name) {
        var meant =
                Spelling.nearest(name, List.copyOf(properties.keySet()))
                        .map(near -> "did you mean %s? ".formatted(Quote.bare(near)))
                        .orElse("");
        return ShellException.usage(
                "this %s has no property %s".formatted(type.title(), Quote.of(name)),
                properties.keySet().stream()
                        .map(Quote::bare)
                        .collect(Collectors.joining(", ", meant + "it has ", "")));
    }

    /// The name for messages.
    public Optional<String> name() {
        for (var property : new String[] {"Identity", "UserID", "Name", TEXT})
            if (has(property)) return Optional.of(text(property(property)));
        return Optional.empty();
    }

    /// A property's name as it was asked for: as it is written, or another that it is known by.
    ///
    /// @throws ShellException where there is none
    public String asked(String name) {
        var spelled = spelled(name);
        return spelled.equalsIgnoreCase(name) ? spelled : name;
    }

    /// The value of `$_` alone.
    public @Nullable Object itself() {
        return type == Type.TEXT ? properties.get(TEXT) : id;
    }

    /// Leaves the properties out: one may be a generated PIN.
    @Override
    public String toString() {
        return type.title();
    }

    /// A value as text: shown, and compared unless it is a number or a time.
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean b -> b ? "True" : "False";
            case Instant at -> Times.shown(at);
            case Item item -> item.name().orElse(item.type().title());
            case List<?> list -> list.stream().map(Item::text).collect(Collectors.joining(", "));
            default -> String.valueOf(value);
        };
    }
}
