package org.ovalogin.storage.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Update;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.DialPlanParameters;
import org.ovalogin.core.parameter.UmFlag;
import org.ovalogin.core.parameter.UmList;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.parameter.UmText;
import org.ovalogin.core.parameter.UmZone;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PolicyParameters;

/// The columns that keep an object's parameters, as the definitions name them. Null is Unlimited or
/// none; a flag is 0 or 1; a list has commas.
final class ParameterColumns<O, D> {
    static final ParameterColumns<PinPolicy, PinPolicy.Draft> OF_POLICIES =
            new ParameterColumns<>(PolicyParameters.ALL);
    static final ParameterColumns<DialPlan, DialPlan.Draft> OF_DIAL_PLANS =
            new ParameterColumns<>(DialPlanParameters.ALL);

    private final List<UmParameter<O, D>> all;

    final List<String> columns;

    /// Separated by commas, for statements.
    final String names;

    /// The same as placeholders.
    final String values;

    /// The same as `name = :name`.
    final String assignments;

    private ParameterColumns(List<UmParameter<O, D>> all) {
        this.all = all;
        columns = all.stream().map(UmParameter::column).toList();
        names = joined(column -> column);
        values = joined(column -> ":" + column);
        assignments = joined(column -> column + " = :" + column);
    }

    private String joined(UnaryOperator<String> form) {
        return columns.stream().map(form).collect(Collectors.joining(", "));
    }

    /// The stored values as a change to the defaults.
    Consumer<D> read(ResultSet row) throws SQLException {
        var stored = new ArrayList<Consumer<D>>();
        for (var parameter : all) stored.add(stored(row, parameter));
        return draft -> stored.forEach(value -> value.accept(draft));
    }

    private static <O, D> Consumer<D> stored(ResultSet row, UmParameter<O, D> parameter)
            throws SQLException {
        var column = parameter.column();
        return switch (parameter) {
            case UmNumber<O, D> number -> {
                var value = row.getInt(column);
                var stored = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
                yield draft -> number.write().accept(draft, stored);
            }
            case UmFlag<O, D> flag -> {
                var yes = row.getBoolean(column);
                yield draft -> flag.write().accept(draft, yes);
            }
            case UmText<O, D> text -> {
                var stored = Optional.ofNullable(row.getString(column));
                yield draft -> text.write().accept(draft, stored);
            }
            case UmList<O, D> list -> {
                var stored = list(row.getString(column));
                yield draft -> list.write().accept(draft, stored);
            }
            case UmZone<O, D> zone -> {
                var stored = Optional.ofNullable(row.getString(column)).map(TimeZone::new);
                yield draft -> zone.write().accept(draft, stored);
            }
        };
    }

    private static List<String> list(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
    }

    void bind(Update update, O object) {
        for (var parameter : all) {
            var column = parameter.column();
            switch (parameter) {
                case UmNumber<O, D> number -> update.bind(column, number.read().apply(object));
                case UmFlag<O, D> flag -> update.bind(column, flag.read().test(object) ? 1 : 0);
                case UmText<O, D> text -> update.bind(column, text.read().apply(object));
                case UmList<O, D> list ->
                        update.bind(column, String.join(",", list.read().apply(object)));
                case UmZone<O, D> zone ->
                        update.bind(column, zone.read().apply(object).map(TimeZone::name));
            }
        }
    }
}
