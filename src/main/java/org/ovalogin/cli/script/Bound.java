package org.ovalogin.cli.script;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.cli.terminal.TypedSecret;

/// A cmdlet with the values of its parameters, by their full names. Immutable.
///
/// @param help whether `-?` was given
/// @param feeding whether what it gives comes to a cmdlet that changes something
public record Bound(Cmdlet cmdlet, Map<String, Object> values, boolean help, boolean feeding) {
    /// Stands for the value of `-Pin` where none was typed.
    public static final Object ASK = new Object();

    public Bound {
        values = Map.copyOf(values);
    }

    /// Leaves the values out: some are secret.
    @Override
    public String toString() {
        return cmdlet.name() + " " + values.keySet();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> text(String name) {
        return value(name, String.class);
    }

    public Optional<Long> number(String name) {
        return value(name, Long.class);
    }

    public Optional<Boolean> truth(String name) {
        return value(name, Boolean.class);
    }

    public Optional<Instant> time(String name) {
        return value(name, Instant.class);
    }

    public Optional<Condition> condition(String name) {
        return value(name, Condition.class);
    }

    Optional<ErrorAction> errorAction() {
        return value(ErrorAction.NAME, ErrorAction.class);
    }

    Optional<TypedSecret> secret(String name) {
        return value(name, TypedSecret.class);
    }

    boolean unlimited(String name) {
        return Reading.UNLIMITED.equals(values.get(name));
    }

    /// Whether a switch was given, other than as `-Switch:$false`.
    public boolean on(String name) {
        return truth(name).orElse(false);
    }

    public List<String> list(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    public Object any(String name) {
        return Optional.ofNullable(values.get(name)).orElse(Value.NULL);
    }

    Bound with(String name, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Bound(cmdlet, more, help, feeding);
    }

    public Bound fed() {
        return new Bound(cmdlet, values, help, true);
    }

    /// Whether a condition or name among its values fits everything.
    public boolean fitsEverything() {
        return values.values().stream()
                .anyMatch(
                        value ->
                                switch (value) {
                                    case String text -> Wildcard.everything(text);
                                    case Value.Text(var text) -> Wildcard.everything(text);
                                    case Value.Block(var condition) -> condition.always();
                                    case Condition condition -> condition.always();
                                    default -> false;
                                });
    }

    private <T> Optional<T> value(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).filter(type::isInstance).map(type::cast);
    }
}
