package org.ovalogin.storage.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The columns of a query, in its order. Drivers look a column's name up in every row, which costs
/// more than reading it. Immutable.
public final class Columns {
    private final Map<String, Integer> places = new HashMap<>();

    public Columns(List<String> names) {
        for (var name : names) places.putIfAbsent(name, places.size() + 1);
    }

    private int place(String column) {
        return Optional.ofNullable(places.get(column)).orElseThrow();
    }

    /// A row of such a query.
    public Row of(ResultSet row) {
        return new Row(row);
    }

    /// Values by their columns' names, where the driver has got to. For one thread.
    public final class Row {
        private final ResultSet row;

        private Row(ResultSet row) {
            this.row = row;
        }

        public String text(String column) throws SQLException {
            return row.getString(place(column));
        }

        public Optional<String> optional(String column) throws SQLException {
            return Optional.ofNullable(text(column));
        }

        public int number(String column) throws SQLException {
            return row.getInt(place(column));
        }

        public long big(String column) throws SQLException {
            return row.getLong(place(column));
        }

        public Optional<Long> optionalBig(String column) throws SQLException {
            var number = big(column);
            return row.wasNull() ? Optional.empty() : Optional.of(number);
        }

        /// Stored as 0 or 1.
        public boolean flag(String column) throws SQLException {
            return number(column) != 0;
        }

        /// The values as the driver has them, in this order.
        public List<@Nullable Object> values(List<String> columns) throws SQLException {
            var values = new ArrayList<@Nullable Object>(columns.size());
            for (var column : columns) values.add(row.getObject(place(column)));
            return values;
        }
    }
}
