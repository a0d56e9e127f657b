package org.ovalogin.storage.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.ovalogin.storage.database.PostgresSettings;

/// A real PostgreSQL, one for all tests of a process, that goes away with it. Its commits are on
/// the disk.
public final class PostgresServer {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private PostgresServer() {}

    private static final class Holder {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// An empty database of one's own.
    public static PostgresSettings create() {
        var name = "ova" + NUMBERS.incrementAndGet();
        sql("postgres", "create database " + name);
        return settings(name);
    }

    public static void drop(PostgresSettings settings) {
        sql("postgres", "drop database " + name(settings) + " with (force)");
    }

    private static PostgresSettings settings(String name) {
        var url = "postgresql://localhost:%d/%s".formatted(Holder.SERVER.getPort(), name);
        return new PostgresSettings(url, "postgres", Optional.empty(), 16);
    }

    private static String name(PostgresSettings settings) {
        return settings.url().substring(settings.url().lastIndexOf('/') + 1);
    }

    /// Runs a statement beside the store's own.
    public static void sql(PostgresSettings settings, String statement) {
        sql(name(settings), statement);
    }

    private static void sql(String database, String statement) {
        try (var connection = Holder.SERVER.getDatabase("postgres", database).getConnection();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
