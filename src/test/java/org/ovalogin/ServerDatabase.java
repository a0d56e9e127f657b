package org.ovalogin;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The server's database as somebody beside it sees and changes it.
final class ServerDatabase {
    private final String url;

    ServerDatabase(Path file) {
        url = "jdbc:sqlite:" + file + "?busy_timeout=10000";
    }

    void change(String sql, Object... values) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The first column.
    List<String> texts(String sql, Object... values) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            var texts = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) texts.add(rows.getString(1));
            }
            return List.copyOf(texts);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Takes the database away from everybody until the connection is closed: nothing can be
    /// written.
    Connection held() {
        try {
            var connection = DriverManager.getConnection(url);
            try (var statement = connection.createStatement()) {
                statement.execute("begin exclusive");
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
