package org.ovalogin.storage.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;

/// A query's conditions, which hold together, and their values.
public final class SqlConditions {
    private final List<String> all = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    public SqlConditions and(String condition) {
        all.add(condition);
        return this;
    }

    /// @param name names the value in the condition
    public SqlConditions and(String condition, String name, Object value) {
        return and(condition).with(name, value);
    }

    /// Adds the condition if there is a value.
    public SqlConditions and(String condition, String name, Optional<?> value) {
        value.ifPresent(v -> and(condition, name, v));
        return this;
    }

    public SqlConditions with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /// Begins with `where`, or is empty.
    public String where() {
        return all.isEmpty() ? "" : " where " + String.join(" and ", all);
    }

    /// The statement may leave some of the values out.
    public <S extends SqlStatement<S>> S bind(S statement) {
        return statement
                .configure(SqlStatements.class, c -> c.setUnusedBindingAllowed(true))
                .bindMap(values);
    }

    /// A pattern for `like … escape '!'` that finds the text anywhere in a text in lower case.
    public static String anywhere(String text) {
        return "%" + key(text).replaceAll("[!%_]", "!$0") + "%";
    }

    /// A key that is equal for texts that differ only in case.
    public static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
