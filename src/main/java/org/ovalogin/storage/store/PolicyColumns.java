package org.ovalogin.storage.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Update;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PinPolicy.Draft;
import org.ovalogin.core.pin.PolicyFlag;
import org.ovalogin.core.pin.PolicyNumber;
import org.ovalogin.core.pin.PolicyParameter;
import org.ovalogin.core.pin.PolicyParameters;
import org.ovalogin.core.pin.PolicyWording;

/// The columns of `mailbox_policy` that keep parameters, as the definitions name them. Null is
/// Unlimited; a flag is 0 or 1.
final class PolicyColumns {
    private static final String NAMES = joined(column -> column);
    private static final String VALUES = joined(column -> ":" + column);
    private static final String ASSIGNMENTS = joined(column -> column + " = :" + column);

    private PolicyColumns() {}

    static String names() {
        return NAMES;
    }

    static String values() {
        return VALUES;
    }

    static String assignments() {
        return ASSIGNMENTS;
    }

    static PinPolicy read(ResultSet row) throws SQLException {
        var kept = new ArrayList<Consumer<Draft>>();
        for (var parameter : PolicyParameters.ALL) kept.add(kept(row, parameter));
        return PinPolicy.EXCHANGE.with(draft -> kept.forEach(value -> value.accept(draft)));
    }

    private static Consumer<Draft> kept(ResultSet row, PolicyParameter parameter)
            throws SQLException {
        var column = parameter.about().column();
        return switch (parameter) {
            case PolicyNumber number -> {
                var value = row.getInt(column);
                var kept = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
                yield draft -> number.write().accept(draft, kept);
            }
            case PolicyFlag flag -> {
                var yes = row.getBoolean(column);
                yield draft -> flag.write().accept(draft, yes);
            }
            case PolicyWording wording -> {
                var text = row.getString(column);
                yield draft -> wording.write().accept(draft, text);
            }
        };
    }

    static void bind(Update update, PinPolicy policy) {
        for (var parameter : PolicyParameters.ALL) {
            var column = parameter.about().column();
            switch (parameter) {
                case PolicyNumber number -> update.bind(column, number.read().apply(policy));
                case PolicyFlag flag -> update.bind(column, flag.read().test(policy) ? 1 : 0);
                case PolicyWording wording -> update.bind(column, wording.read().apply(policy));
            }
        }
    }

    private static String joined(UnaryOperator<String> form) {
        return PolicyParameters.ALL.stream()
                .map(parameter -> form.apply(parameter.about().column()))
                .collect(Collectors.joining(", "));
    }
}
