package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.storage.database.PostgresSettings;

/// A test's own PostgreSQL with durable commits. It can be crashed and restarted on the same data.
final class RealPostgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    /// @param data an empty folder
    RealPostgres(Path data) {
        this.data = data;
        server = begin(0);
    }

    /// @param port 0: a free one
    private EmbeddedPostgres begin(int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PostgresSettings settings() {
        return new PostgresSettings(url(), "postgres", Optional.empty(), 16);
    }

    String url() {
        return "postgresql://localhost:%d/postgres".formatted(server.getPort());
    }

    /// Adds the settings with which a server finds it.
    Ova given(Ova ova) {
        return ova.with("OVA_DATABASE_URL", url()).with("OVA_DATABASE_USER", "postgres");
    }

    /// Ends it at once, in the middle of whatever it does; it writes nothing more.
    void crash() {
        var postmaster = postmaster();
        signal("QUIT", postmaster);
        await().atMost(Duration.ofSeconds(30)).until(() -> !postmaster.isAlive());
        close();
    }

    void startAgain() {
        server = begin(server.getPort());
    }

    /// Stops its processes until they are told to go on: it accepts connections and does not
    /// answer.
    void freeze() {
        signal("STOP", postmaster());
        postmaster().descendants().forEach(process -> signal("STOP", process));
    }

    void thaw() {
        postmaster().descendants().forEach(process -> signal("CONT", process));
        signal("CONT", postmaster());
    }

    private ProcessHandle postmaster() {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            var pid = Long.parseLong(lines.findFirst().orElseThrow());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()));
            assertThat(kill.start().waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<Map<String, String>> rows(String sql, String... columns) {
        try (var connection = connection();
                var rows = connection.createStatement().executeQuery(sql)) {
            var all = new ArrayList<Map<String, String>>();
            while (rows.next()) {
                var row = new HashMap<String, String>();
                for (var column : columns)
                    row.put(column, Optional.ofNullable(rows.getString(column)).orElse(""));
                all.add(row);
            }
            return all;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    int number(String sql) {
        var rows = rows("select (" + sql + ") as number", "number");
        return Integer.parseInt(rows.getFirst().getOrDefault("number", ""));
    }

    void tamper(String sql) {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url(), "postgres", "");
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
