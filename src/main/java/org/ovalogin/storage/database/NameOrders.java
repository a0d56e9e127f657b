package org.ovalogin.storage.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.ovalogin.core.input.Folding;

/// The step between `V27__sorting.sql` and the indexes: writes owners' names as they are sorted,
/// which no database's own functions do.
final class NameOrders implements JavaMigration {
    /// Rows that are read at once.
    private static final int BATCH = 1000;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("27.1");
    }

    @Override
    public String getDescription() {
        return "name orders";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var last = "";
        do last = batch(context.getConnection(), last);
        while (!last.isEmpty());
    }

    /// @param after the last GUID of the batch before
    /// @return the last one of this batch; empty: all are done
    private static String batch(Connection connection, String after) throws SQLException {
        try (var names =
                        connection.prepareStatement(
                                "select mailbox_guid, display_name from mailbox where mailbox_guid > ? order by mailbox_guid limit "
                                        + BATCH);
                var order =
                        connection.prepareStatement(
                                "update mailbox set name_order = ? where mailbox_guid = ?")) {
            names.setString(1, after);
            var last = "";
            try (var rows = names.executeQuery()) {
                while (rows.next()) {
                    last = rows.getString("mailbox_guid");
                    order.setString(1, Folding.order(rows.getString("display_name")));
                    order.setString(2, last);
                    order.addBatch();
                }
            }
            if (!last.isEmpty()) order.executeBatch();
            return last;
        }
    }
}
