package org.ovalogin.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.ovalogin.Population;

/// A PostgreSQL with durable commits, on the disk of the data folders. Its settings are
/// PostgreSQL's own defaults, except for the number of connections.
final class Postgres implements AutoCloseable {
    static final String USER = Population.POSTGRES_USER;

    private final Path data;
    private final EmbeddedPostgres server;

    /// @param data an empty folder, or none
    Postgres(Path data) {
        this.data = data;
        try {
            server =
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setServerConfig("fsync", "on")
                            .setServerConfig("full_page_writes", "on")
                            .setServerConfig("max_connections", "200")
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new database.
    ///
    /// @return its URL
    String create(String name) {
        change(USER, "create database \"%s\"".formatted(name));
        return "postgresql://localhost:%d/%s".formatted(server.getPort(), name);
    }

    /// Runs statements outside a transaction.
    void change(String database, String... statements) {
        try (var connection = connection(database);
                var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connection(String database) throws SQLException {
        var url = "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), database);
        return DriverManager.getConnection(url, USER, "");
    }

    /// Processor time of all its processes so far, ended ones too.
    Duration cpu() {
        return ProcessorTime.ofTree(postmaster());
    }

    private ProcessHandle postmaster() {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            var pid = Long.parseLong(lines.findFirst().orElseThrow());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
