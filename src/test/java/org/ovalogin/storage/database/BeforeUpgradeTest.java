package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class BeforeUpgradeTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:06:12Z");

    @TempDir private Path parent;
    private DataFolder folder;

    @BeforeEach
    void folder() {
        folder = DataFolder.openOrCreate(parent.resolve("data"));
    }

    private String url() {
        return "jdbc:sqlite:" + folder.database();
    }

    /// A database with the tables of an earlier release, and a row to tell it by.
    private void tablesOf(String step) throws SQLException, IOException {
        Files.deleteIfExists(folder.database());
        var source = new SQLiteDataSource();
        source.setUrl(url());
        Migrations.sqlite(source, MigrationVersion.fromVersion(step));
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("create table told (word text)");
            statement.execute("insert into told values ('step %s')".formatted(step));
        }
    }

    private List<Path> copies() throws IOException {
        if (Files.notExists(folder.beforeUpgrade())) return List.of();
        try (var files = Files.list(folder.beforeUpgrade())) {
            return files.sorted().toList();
        }
    }

    private static List<String> column(Path database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var rows = connection.createStatement().executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) found.add(rows.getString(1));
            return found;
        }
    }

    private String step() throws IOException {
        return Files.readString(folder.schemaStep()).strip();
    }

    @Test
    void theDatabaseOfTheReleaseBeforeIsCopiedWhole() throws Exception {
        tablesOf("24");
        Database.sqlite(folder, NOW).close();
        assertThat(copies())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("step-24-20261130T000612Z.db");
        var copy = copies().getFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.beforeUpgrade())))
                .isEqualTo("rwx------");
        assertThat(column(copy, "select word from told")).containsExactly("step 24");
        assertThat(column(copy, "pragma integrity_check")).containsExactly("ok");
        assertThat(
                        column(
                                copy,
                                "select version from flyway_schema_history order by installed_rank desc limit 1"))
                .containsExactly("24");
        assertThat(Integer.parseInt(step())).isGreaterThan(24);
    }

    @Test
    void aNewDatabaseAndOneOfThisReleaseAreNotCopied() throws Exception {
        Database.sqlite(folder, NOW).close();
        Database.sqlite(folder, NOW.plusSeconds(1)).close();
        assertThat(copies()).isEmpty();
        assertThat(step())
                .isEqualTo(
                        column(
                                        folder.database(),
                                        "select version from flyway_schema_history order by installed_rank desc limit 1")
                                .getFirst());
    }

    @Test
    void threeCopiesAreKept() throws Exception {
        for (var upgrade = 0; upgrade < 5; upgrade++) {
            tablesOf(upgrade == 3 ? "8" : "24"); // the step's number says nothing of the age
            Database.sqlite(folder, NOW.plusSeconds(upgrade)).close();
        }
        assertThat(copies())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "step-24-20261130T000614Z.db",
                        "step-24-20261130T000616Z.db",
                        "step-8-20261130T000615Z.db");
    }

    /// As on a full disk.
    @Test
    void withoutTheCopyNothingIsChanged() throws Exception {
        tablesOf("24");
        var before = Files.readAllBytes(folder.database());
        Files.writeString(folder.beforeUpgrade(), "in the way");
        assertThatThrownBy(() -> Database.sqlite(folder, NOW))
                .isInstanceOf(SetUpException.class)
                .hasMessageStartingWith("the database '" + folder.database())
                .hasMessageContaining(
                        "was not backed up before its upgrade, so nothing was changed");
        assertThat(column(folder.database(), "select max(version + 0) from flyway_schema_history"))
                .containsExactly("24");
        assertThat(Files.readAllBytes(folder.database())).isEqualTo(before);
        Files.delete(folder.beforeUpgrade());
        Database.sqlite(folder, NOW).close();
        assertThat(copies()).hasSize(1);
    }

    /// The next upgrade deletes the part that a killed one left.
    @Test
    void aPartOfACopyDoesNotStay() throws Exception {
        tablesOf("24");
        Files.createDirectory(folder.beforeUpgrade());
        Files.writeString(
                folder.beforeUpgrade().resolve("step-20-20251130T000612Z.db.new"), "a part");
        Database.sqlite(folder, NOW).close();
        assertThat(copies()).hasSize(1);
    }
}
