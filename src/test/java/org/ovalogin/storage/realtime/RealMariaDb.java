package org.ovalogin.storage.realtime;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// A MariaDB server of its own, in a temporary folder, on this host alone.
final class RealMariaDb implements AutoCloseable {
    private static final String PASSWORD = "SeSaMe";

    private final Process server;
    private final int port;

    private RealMariaDb(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    static RealMariaDb start(Path folder) throws IOException, InterruptedException, SQLException {
        var data = Files.createDirectories(folder.resolve("data"));
        var log = folder.resolve("log").toFile();
        var made =
                new ProcessBuilder(
                                "mariadb-install-db",
                                "--no-defaults",
                                "--datadir=" + data,
                                "--auth-root-authentication-method=normal",
                                "--skip-test-db",
                                "--user=" + System.getProperty("user.name"))
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        if (made.waitFor() != 0) throw new IOException(Files.readString(log.toPath()));
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var server =
                new ProcessBuilder(
                                "mariadbd",
                                "--no-defaults",
                                "--datadir=" + data,
                                "--socket=" + folder.resolve("socket"),
                                "--bind-address=127.0.0.1",
                                "--port=" + port,
                                "--user=" + System.getProperty("user.name"))
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        var started = new RealMariaDb(server, port);
        try {
            started.prepare();
            return started;
        } catch (ConditionTimeoutException e) {
            started.close();
            throw new IOException(Files.readString(log.toPath()), e);
        }
    }

    private void prepare() throws SQLException {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(
                        () -> {
                            sql("", "create database asterisk character set utf8mb4");
                            return true;
                        });
        sql("", "create user ova@localhost identified by '" + PASSWORD + "'");
        sql("", "create user ova@127.0.0.1 identified by '" + PASSWORD + "'");
        sql("", "grant all on asterisk.* to ova@localhost");
        sql("", "grant all on asterisk.* to ova@127.0.0.1");
    }

    String url(String database) {
        return "jdbc:mariadb://127.0.0.1:%d/%s?sslMode=disable".formatted(port, database);
    }

    String password() {
        return PASSWORD;
    }

    void sql(String database, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url(database), "root", "");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().join();
    }
}
