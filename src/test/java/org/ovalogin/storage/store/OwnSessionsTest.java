package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.Postgres;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.database.SetUpException;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL whose sessions are not the server's alone to use.
class OwnSessionsTest {
    @TempDir Path folder;
    private PostgresSettings settings;

    @BeforeEach
    void create() {
        settings = PostgresServer.create();
    }

    @AfterEach
    void drop() {
        PostgresServer.drop(settings);
    }

    @Test
    void poolerThatSharesASessionIsRefused() throws SQLException {
        try (var session = DriverManager.getConnection(settings.url(), "postgres", "");
                var database = new Database(new Postgres(), pool(session), pool(session))) {
            assertThatThrownBy(() -> Postgres.requireOwnSessions(database))
                    .isInstanceOf(SetUpException.class)
                    .hasMessageContaining("not a session of its own");
        }
    }

    /// Its connections are all this one.
    private static HikariDataSource pool(Connection session) {
        var config = new HikariConfig();
        config.setMaximumPoolSize(1);
        config.setDataSource(
                new PGSimpleDataSource() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public Connection getConnection() {
                        return session;
                    }
                });
        return new HikariDataSource(config);
    }

    @Test
    void serverThatCannotWriteIsToldOfTheDatabase() {
        try (var database = Database.postgresql(settings)) {
            Jdbi.create(settings.url(), "postgres", "")
                    .useHandle(
                            h -> {
                                h.execute("select pg_advisory_lock(?)", Postgres.WRITING);
                                assertThatThrownBy(
                                                () ->
                                                        KeyRing.open(
                                                                folder.resolve("key"),
                                                                database,
                                                                new SecureRandom()))
                                        .isInstanceOf(StoreException.class)
                                        .hasRootCauseMessage(
                                                "ERROR: canceling statement due to lock timeout");
                            });
        }
    }
}
