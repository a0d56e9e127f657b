package org.ovalogin.storage.realtime;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.ovalogin.core.moving.Realtime;
import org.ovalogin.core.moving.RealtimePlace;
import org.ovalogin.core.moving.RealtimeTable;
import org.ovalogin.storage.database.SetUpException;

/// Reads the table in PostgreSQL, MariaDB or MySQL.
public final class JdbcRealtime implements Realtime {
    private static final Pattern ADDRESS = Pattern.compile("(?i)jdbc:(postgresql|mariadb):.*");

    /// A password as a parameter, or before the host.
    private static final Pattern PASSWORD =
            Pattern.compile("(?i).*([?&;,]\\s*[a-z]*password[a-z0-9]*\\s*=.*|//[^/?]*:[^/?]*@.*)");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    /// Newest first.
    private static final List<String> USUAL = List.of("voicemail", "voicemail_users");

    /// Seconds.
    private static final int PATIENCE = 20;

    /// Rows at a time.
    private static final int FETCHED = 1000;

    /// @throws SetUpException if the address is refused, nobody answers, or there is no such table
    @Override
    public RealtimeTable read(RealtimePlace place) {
        check(place.url());
        try (var connection = connect(place)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            var table = table(connection, place.table());
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(FETCHED);
                try (var rows = statement.executeQuery("select * from " + table)) {
                    return read(table, rows);
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new SetUpException(
                    "the realtime database can't be read: " + firstLine(e),
                    "check the address, --user and the password");
        }
    }

    private static void check(String url) {
        if (!ADDRESS.matcher(url).matches())
            throw new SetUpException(
                    "the address of the realtime database is of another kind; allowed: jdbc:postgresql://HOST/NAME and jdbc:mariadb://HOST/NAME",
                    "jdbc:mariadb: speaks to MySQL too");
        if (PASSWORD.matcher(url).matches())
            throw new SetUpException(
                    "the address of the realtime database holds a password, which process lists show; nothing was done",
                    "--password-file names a file with it; without, it is asked for");
    }

    private static Connection connect(RealtimePlace place) throws SQLException {
        var properties = new Properties();
        place.user().ifPresent(user -> properties.setProperty("user", user));
        // a driver takes nothing but a text
        place.password().ifPresent(p -> properties.setProperty("password", new String(p)));
        DriverManager.setLoginTimeout(PATIENCE);
        return DriverManager.getConnection(place.url(), properties);
    }

    private static String table(Connection connection, Optional<String> given) throws SQLException {
        var candidates = given.map(List::of).orElse(USUAL);
        for (var name : candidates) {
            if (!PLAIN.matcher(name).matches())
                throw new SetUpException(
                        "the table's name has other characters; allowed: letters, digits and _",
                        "--table names it as extconfig.conf has it");
            var schema = connection.getSchema();
            try (var found =
                    connection
                            .getMetaData()
                            .getTables(connection.getCatalog(), schema, name, null)) {
                while (found.next()) if (name.equals(found.getString("TABLE_NAME"))) return name;
            }
        }
        throw new SetUpException(
                "there is no table %s in the realtime database"
                        .formatted(String.join(" or ", candidates)),
                "--table names it as extconfig.conf has it");
    }

    private static RealtimeTable read(String name, ResultSet rows) throws SQLException {
        var columns = new ArrayList<String>();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++)
            columns.add(rows.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT));
        var all = new ArrayList<List<String>>();
        while (rows.next()) {
            var row = new ArrayList<String>();
            for (var i = 1; i <= columns.size(); i++)
                row.add(Objects.requireNonNullElse(rows.getString(i), ""));
            all.add(row);
        }
        return new RealtimeTable(name, columns, all);
    }

    /// Without characters that steer a terminal: the other server may have said anything.
    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\p{C}", "?");
    }
}
