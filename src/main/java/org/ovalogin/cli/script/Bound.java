package org.ovalogin.cli.script;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.Condition;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Operand;
import org.ovalogin.cli.language.Selection;
import org.ovalogin.cli.language.Value;
import org.ovalogin.cli.language.Wildcard;
import org.ovalogin.cli.terminal.ShellException;
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

    /// Whether its first error ends the line.
    public boolean stopsAtErrors() {
        return errorAction().filter(a -> a == ErrorAction.STOP).isPresent();
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

    public List<Selection> selections(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(Selection.class::isInstance)
                        .map(Selection.class::cast)
                        .toList()
                : List.of();
    }

    /// The pipelines that it runs for each object.
    public List<List<CmdletCall>> scripts() {
        return values.values().stream()
                .flatMap(v -> v instanceof Value.Script(var body) ? body.stream() : Stream.empty())
                .toList();
    }

    /// The properties that its values name, as far as it reads them itself.
    public Stream<String> properties() {
        return values.entrySet().stream()
                .flatMap(
                        entry ->
                                switch (entry.getValue()) {
                                    case Condition condition -> condition.properties();
                                    case Value.Block(var condition) -> condition.properties();
                                    case Operand operand -> operand.properties();
                                    case List<?> _ ->
                                            selections(entry.getKey()).stream()
                                                    .flatMap(Selection::properties);
                                    case String name when entry.getKey().endsWith("Property") ->
                                            Stream.of(name);
                                    case Value.Text(var name)
                                            when entry.getKey().equals("Property") ->
                                            Stream.of(name);
                                    default -> Stream.empty();
                                });
    }

    /// The same with the values that an object gives.
    ///
    /// @throws ShellException of kind USAGE
    public Bound filled(Item item, ShellSession session) {
        var filled = new LinkedHashMap<>(values);
        try {
            for (var parameter : cmdlet.parameters()) {
                if (!(values.get(parameter.name()) instanceof Reading.Later(var value))) continue;
                session.warnOfBlanks(item.type(), read(value, item));
                filled.put(parameter.name(), new Reading(parameter).of(value.filled(item)));
            }
        } catch (ShellException e) {
            throw e.of(cmdlet.name());
        }
        return new Bound(cmdlet, filled, help, feeding);
    }

    /// The same with a typed PIN, where it asks for one.
    public Bound asked(ShellSession session) {
        return ASK.equals(values.get("Pin")) ? with("Pin", session.asked(ASK)) : this;
    }

    private static Stream<String> read(Value value, Item item) {
        return switch (value) {
            case Value.Of(var operand) -> operand.properties().filter(name -> !item.has(name));
            case Value.Many(var many) -> many.stream().flatMap(v -> read(v, item));
            default -> Stream.empty();
        };
    }

    public Object any(String name) {
        return Optional.ofNullable(values.get(name)).orElse(new Value.Nothing());
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
