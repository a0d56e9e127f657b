package org.ovalogin.storage.store;

import org.junit.jupiter.api.BeforeEach;
import org.ovalogin.storage.database.Database;

/// A test of PostgreSQL alone, in an empty database.
abstract class PostgresContract extends StoreContract {
    @Override
    public Database open() {
        return ClockedPostgres.open();
    }

    @BeforeEach
    @Override
    public void begin() {
        ClockedPostgres.clear();
        super.begin();
    }
}
