package org.ovalogin;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultContext;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.KeyRing;

/// Data folders with any number of mailboxes, all with the same PIN. The first mailbox is enabled
/// as administrators do it. The others are copies of its rows, each with its own seal.
public final class Population {
    public static final String PIN = "739164";

    /// The role in PostgreSQL, which needs no password.
    public static final String POSTGRES_USER = "postgres";

    private static final int DIGITS = 7;
    private static final int FIRST = 1_000_000;
    private static final int BATCH = 10_000;

    private Population() {}

    public static String extension(int number) {
        return String.valueOf(FIRST + number);
    }

    /// The environment of an installation's servers.
    ///
    /// @param url of its PostgreSQL database; empty: SQLite in the data folder
    public static Map<String, String> environment(String url) {
        return url.isEmpty()
                ? Map.of()
                : Map.of("OVA_DATABASE_URL", url, "OVA_DATABASE_USER", POSTGRES_USER);
    }

    /// Fills a new installation.
    ///
    /// @param environment names the database; empty for SQLite in the folder
    public static void fill(
            Path data, Map<String, String> environment, int mailboxes, boolean real) {
        var folder = DataFolder.openOrCreate(data);
        var hasher = real ? new PinHasher() : UncountedHashing.hasher();
        var configuration = Configuration.read(Optional.empty(), environment, Map.of());
        var surroundings = Surroundings.real(_ -> {}, _ -> hasher);
        try (var core = new Core(folder, configuration, surroundings)) {
            core.administration().createDefaults();
            change(folder, configuration, "update dial_plan set extension_digits = " + DIGITS);
            first(core.administration());
        }
        change(
                folder,
                configuration,
                "update mailbox set pin_by_owner = 1, pin_signed_in = 1, first_time_user = 0");
        var hash = hasher.hash(Pin.of(PIN).orElseThrow());
        copy(folder, configuration, "%s %02d".formatted(hash, PIN.length()), mailboxes);
    }

    private static void first(Administration administration) {
        var by = Actor.local("bench");
        var wanted = Enabling.of(Administration.DEFAULT_DIAL_PLAN, extension(0), "0@example.com");
        var mailbox = administration.mailboxes().enable(wanted, by).mailbox();
        var reset = Reset.generated(false, false);
        administration
                .pins()
                .reset(
                        mailbox.guid(),
                        new Reset(
                                Optional.of(PIN),
                                reset.pinExpired(),
                                reset.lockedOut(),
                                reset.notifyEmail(),
                                reset.sendEmail()),
                        by);
    }

    private static void copy(
            DataFolder folder, Configuration configuration, String hash, int mailboxes) {
        try (var database = Core.database(folder, configuration);
                var keys =
                        KeyRing.open(
                                Core.keyFile(folder, configuration), database, new SecureRandom());
                var connection = connection(folder, configuration)) {
            var vault = new Vault(keys);
            connection.setAutoCommit(false);
            var mailbox = Rows.of(connection, "mailbox");
            var extension = Rows.of(connection, "extension");
            for (var number = 1; number < mailboxes; number++) {
                var guid = UUID.randomUUID().toString();
                mailbox.add(
                        Map.of(
                                "mailbox_guid", guid,
                                "address", number + "@example.com",
                                "address_key", number + "@example.com",
                                "primary_extension", extension(number),
                                "pin_sealed", sealed(vault, hash, guid)));
                extension.add(Map.of("mailbox_guid", guid, "digits", extension(number)));
                if (number % BATCH == 0) send(connection, mailbox, extension);
            }
            send(connection, mailbox, extension);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sealed(Vault vault, String hash, String guid) {
        return vault.seal(hash, VaultContext.of("pin hash", guid));
    }

    private static void send(Connection connection, Rows mailbox, Rows extension)
            throws SQLException {
        mailbox.insert.executeBatch();
        extension.insert.executeBatch();
        connection.commit();
    }

    private static void change(DataFolder folder, Configuration configuration, String sql) {
        try (var connection = connection(folder, configuration);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connection(DataFolder folder, Configuration configuration)
            throws SQLException {
        var shared = configuration.storage().database();
        if (shared.isEmpty())
            return DriverManager.getConnection("jdbc:sqlite:" + folder.database());
        var url = shared.get().url() + "?reWriteBatchedInserts=true";
        return DriverManager.getConnection(url, POSTGRES_USER, "");
    }

    /// Copies of a table's first row, whatever columns it has.
    private record Rows(PreparedStatement insert, List<String> columns, List<Object> first) {
        static Rows of(Connection connection, String table) throws SQLException {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select * from " + table + " limit 1")) {
                row.next();
                var columns = new ArrayList<String>();
                var first = new ArrayList<Object>();
                for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getMetaData().getColumnName(i));
                    first.add(row.getObject(i));
                }
                var values = "?,".repeat(columns.size()).replaceFirst(",$", "");
                return new Rows(
                        connection.prepareStatement(
                                "insert into " + table + " values (" + values + ")"),
                        columns,
                        first);
            }
        }

        void add(Map<String, String> own) throws SQLException {
            for (var i = 0; i < columns.size(); i++) {
                var value = own.get(columns.get(i));
                insert.setObject(i + 1, value == null ? first.get(i) : value);
            }
            insert.addBatch();
        }
    }
}
