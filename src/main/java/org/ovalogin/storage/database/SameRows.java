package org.ovalogin.storage.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Objects of rows that many queries read and that seldom change: equal rows are one object, made
/// once. The row itself is read each time, so a changed one is never overlooked. Thread-safe.
public final class SameRows<T> {
    /// Bounds the objects kept; then all are dropped and made again.
    private static final int MOST = 1_000;

    private final List<String> columns;
    private final Map<List<@Nullable Object>, T> known = new ConcurrentHashMap<>();

    /// @param columns all that the object is made from
    public SameRows(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    /// Makes the object of a row.
    @FunctionalInterface
    public interface Making<T> {
        T make() throws SQLException;
    }

    public T of(Columns.Row row, Making<T> making) throws SQLException {
        var values = row.values(columns);
        var same = known.get(values);
        if (same != null) return same;
        var made = making.make();
        if (known.size() >= MOST) known.clear();
        known.put(values, made);
        return made;
    }
}
