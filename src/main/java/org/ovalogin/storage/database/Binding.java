package org.ovalogin.storage.database;

import org.jdbi.v3.core.statement.SqlStatement;

/// Takes the values of a statement's parameters by their names. An empty [java.util.Optional] is
/// null.
public interface Binding {
    Binding bind(String name, Object value);

    /// Passes values on to a statement of Jdbi's.
    static Binding to(SqlStatement<?> statement) {
        return new Binding() {
            @Override
            public Binding bind(String name, Object value) {
                statement.bind(name, value);
                return this;
            }
        };
    }
}
