package org.ovalogin.storage.store;

import org.ovalogin.storage.database.Database;

/// Moving in, on SQLite.
class SqliteMovingTest extends MovingContract {
    @Override
    public Database open() {
        return Database.sqlite(folder.resolve("ova.db"));
    }
}
