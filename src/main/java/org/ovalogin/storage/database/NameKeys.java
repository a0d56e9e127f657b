package org.ovalogin.storage.database;

import java.sql.SQLException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/// The step after `V2__administration.sql`: writes owners' names in lower case, by which they are
/// found. SQLite's own `lower` would leave `Ü` as it is.
final class NameKeys implements JavaMigration {
    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("2.1");
    }

    @Override
    public String getDescription() {
        return "name keys";
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
        try (var names =
                        context.getConnection()
                                .prepareStatement(
                                        "select mailbox_guid, display_name from mailbox");
                var key =
                        context.getConnection()
                                .prepareStatement(
                                        "update mailbox set display_name_key = ? where mailbox_guid = ?");
                var rows = names.executeQuery()) {
            while (rows.next()) {
                key.setString(1, SqlConditions.key(rows.getString("display_name")));
                key.setString(2, rows.getString("mailbox_guid"));
                key.addBatch();
            }
            key.executeBatch();
        }
    }
}
