package org.ovalogin.storage.store;

import java.time.Instant;
import java.time.InstantSource;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.Postgres;
import org.ovalogin.storage.database.PostgresSettings;

/// PostgreSQL at a test's own time.
final class ClockedPostgres extends Postgres {
    private static final PostgresSettings SETTINGS = migrated();

    private static PostgresSettings migrated() {
        var settings = PostgresServer.create();
        Database.postgresql(settings).close();
        return settings;
    }

    /// The one database of all contracts, as it is.
    static Database open() {
        return Postgres.connect(SETTINGS, new ClockedPostgres());
    }

    /// The same without a row.
    static void clear() {
        PostgresServer.sql(
                SETTINGS,
                """
                do $$ declare t text; begin
                    set local session_replication_role = replica;
                    for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history' loop
                        execute 'delete from ' || t;
                    end loop;
                end $$
                """);
    }

    /// As a network does that fails.
    static void endSessionsWithLocks(Database database) {
        database.reader()
                .useHandle(
                        handle ->
                                handle.createQuery(
                                                "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory' and objid = 4")
                                        .mapTo(Boolean.class)
                                        .list());
    }

    @Override
    protected Instant time(long millis, InstantSource clock) {
        return Instant.ofEpochMilli(clock.millis());
    }
}
