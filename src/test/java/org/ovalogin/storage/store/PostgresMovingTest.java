package org.ovalogin.storage.store;

import org.ovalogin.storage.database.Database;

/// Moving in, on PostgreSQL.
class PostgresMovingTest extends MovingContract {
    @Override
    public Database open() {
        ClockedPostgres.clear();
        return ClockedPostgres.open();
    }
}
