package org.ovalogin.shell;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A cmdlet with the values of its parameters, by their full names. Immutable.
///
/// @param help whether `-?` was given
/// @param feeding whether what it gives comes to a cmdlet that changes something
record Bound(Cmdlet cmdlet, Map<String, Object> values, boolean help, boolean feeding) {
    /// What `-Pin` without a value has for one.
    static final Object ASK = new Object();

    Bound {
        values = Map.copyOf(values);
    }

    /// Values are secret, some of them.
    @Override
    public String toString() {
        return cmdlet.name() + " " + values.keySet();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return value(name, String.class);
    }

    Optional<Long> number(String name) {
        return value(name, Long.class);
    }

    Optional<Boolean> truth(String name) {
        return value(name, Boolean.class);
    }

    Optional<Instant> time(String name) {
        return value(name, Instant.class);
    }

    Optional<Condition> condition(String name) {
        return value(name, Condition.class);
    }

    Optional<ErrorAction> errorAction() {
        return value(ErrorAction.NAME, ErrorAction.class);
    }

    Optional<Secret> secret(String name) {
        return value(name, Secret.class);
    }

    boolean unlimited(String name) {
        return Reading.UNLIMITED.equals(values.get(name));
    }

    /// A switch that was given, and not as `-Switch:$false`.
    boolean on(String name) {
        return truth(name).orElse(false);
    }

    List<String> list(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    Object any(String name) {
        return Optional.ofNullable(values.get(name)).orElse(Value.NULL);
    }

    Bound with(String name, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Bound(cmdlet, more, help, feeding);
    }

    Bound fed() {
        return new Bound(cmdlet, values, help, true);
    }

    /// Whether a condition or name among its values fits everything that there is.
    boolean fitsEverything() {
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
