package org.ovalogin.storage.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/// What a query asks for, as conditions that hold together and the values in them.
public final class SqlConditions {
    private final List<String> all = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    public SqlConditions and(String condition) {
        all.add(condition);
        return this;
    }

    /// @param name of the value in the condition
    public SqlConditions and(String condition, String name, Object value) {
        return and(condition).with(name, value);
    }

    /// No condition where there is no value.
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

    public <S extends SqlStatement<S>> S bind(S statement) {
        return statement.bindMap(values);
    }

    /// A pattern for `like … escape '!'` that finds the text anywhere in a text in lower case.
    public static String anywhere(String text) {
        return "%" + key(text).replaceAll("[!%_]", "!$0") + "%";
    }

    /// What texts that are alike but for case have in common.
    public static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
