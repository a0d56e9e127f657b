package org.ovalogin.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.SettableClock;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.storage.database.Table;
import org.ovalogin.storage.database.Tables;
import org.ovalogin.storage.store.PostgresServer;
import org.ovalogin.storage.store.RowInEachTable;
import org.ovalogin.storage.store.SqlMailboxStore;

/// Between a data folder and a real PostgreSQL.
class RelocationTest {
    private static final int ROWS = 3;

    @TempDir private Path parent;
    private final SettableClock clock = new SettableClock();
    private PostgresSettings server;
    private DataFolder folder;

    @BeforeEach
    void install() {
        server = PostgresServer.create();
        folder = DataFolder.openOrCreate(parent.resolve("data"));
        try (var database = Database.sqlite(folder.database())) {
            RowInEachTable.fill(database, ROWS, "vault_key");
            KeyRing.open(folder.key(), database, new SecureRandom()).close();
        }
    }

    @AfterEach
    void drop() {
        PostgresServer.drop(server);
    }

    private Relocation relocation(DataFolder data) {
        return new Relocation(data, folder.key(), server, CopyProgress.UNHEARD);
    }

    private static Map<String, List<String>> everything(DataFolder data) {
        try (var database = Database.sqlite(data.database())) {
            return RowInEachTable.of(database);
        }
    }

    private static List<Table> tables(Database database) {
        return database.snapshot(
                handle -> {
                    try {
                        return Tables.of(handle.getConnection());
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private static List<Long> numbers(Database database, String sql) {
        return database.snapshot(h -> h.createQuery(sql).mapTo(Long.class).list());
    }

    private static long rows(Database database) {
        return tables(database).stream()
                .mapToLong(t -> numbers(database, "select count(*) from " + t.name()).getFirst())
                .sum();
    }

    @Test
    void thereAndBackIsTheSame() {
        var there = relocation(folder).toServer();
        assertThat(there).containsEntry("mailbox", (long) ROWS).containsEntry("vault_key", 1L);
        var back = DataFolder.openOrCreate(parent.resolve("back"));
        assertThat(relocation(back).toFolder()).isEqualTo(there);
        assertThat(everything(back)).isEqualTo(everything(folder));
        assertThat(back.restoring()).doesNotExist();
    }

    @Test
    void bothDatabasesHaveTheSameTables() {
        try (var sqlite = Database.sqlite(folder.database());
                var postgres = Database.postgresql(server)) {
            assertThat(tables(postgres))
                    .usingElementComparator((a, b) -> a.sameShape(b) ? 0 : 1)
                    .containsExactlyElementsOf(tables(sqlite));
        }
    }

    @Test
    void numbersGoOnWhereTheyWere() {
        relocation(folder).toServer();
        try (var database = Database.postgresql(server)) {
            var store = new SqlMailboxStore(database, clock);
            var event =
                    new Event(
                            clock.instant(),
                            new Event.Occurrence(Event.Name.DISABLED, ""),
                            new Event.Target("", Optional.empty(), ""),
                            new Origin("ada", "here"),
                            1);
            store.change(w -> w.events().append(event));
            store.change(w -> w.events().append(event));
            assertThat(
                            numbers(
                                    database,
                                    "select event_id from event order by event_id desc limit 2"))
                    .containsExactly(ROWS + 2L, ROWS + 1L);
        }
    }

    @Test
    void anErrorInTheMiddleLeavesAnEmptyDatabaseThatIsGoodForTheNextTry() {
        Database.postgresql(server).close();
        PostgresServer.sql(server, "alter table token add constraint broken check (1 = 0)");
        assertThatThrownBy(() -> relocation(folder).toServer())
                .isInstanceOf(StoreException.class)
                .hasStackTraceContaining("broken")
                .satisfies(e -> assertThat(e).hasStackTraceContaining("token"));
        try (var database = Database.postgresql(server)) {
            assertThat(rows(database)).isZero();
        }
        PostgresServer.sql(server, "alter table token drop constraint broken");
        assertThat(relocation(folder).toServer()).containsEntry("token", (long) ROWS);
    }

    /// What a database says of a row that it refuses would quote it.
    @Test
    void anErrorDoesNotQuoteTheRow() {
        Database.postgresql(server).close();
        PostgresServer.sql(server, "alter table mailbox add constraint broken check (1 = 0)");
        assertThatThrownBy(() -> relocation(folder).toServer())
                .satisfies(
                        e -> {
                            for (Throwable t = e; t != null; t = t.getCause())
                                assertThat(String.valueOf(t.getMessage())).doesNotContain("é-00");
                        });
    }

    @Test
    void aDatabaseThatIsInUseIsNotCopiedInto() {
        try (var database = Database.postgresql(server)) {
            new SqlMailboxStore(database, clock)
                    .change(w -> w.dialPlans().add(DialPlan.named("mine")));
        }
        assertThatThrownBy(() -> relocation(folder).toServer())
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void aServerOnTheDatabaseIsNotLeftBehind() {
        relocation(folder).toServer();
        var back = DataFolder.openOrCreate(parent.resolve("back"));
        try (var other = Database.postgresql(server)) {
            assertThat(rows(other)).isPositive();
            assertThatThrownBy(() -> relocation(back).toFolder())
                    .isInstanceOf(SetUpException.class)
                    .hasMessageContaining("servers are using");
        }
        assertThat(back.isEmpty()).isTrue();
    }

    @Test
    void withoutTheKeyNothingIsMoved() throws Exception {
        Files.delete(folder.key());
        assertThatThrownBy(() -> relocation(folder).toServer())
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("key");
    }

    @Test
    void aBackupOfTheOneIsRestoredIntoTheOther() {
        var file = parent.resolve("ova.backup");
        relocation(folder).toServer();
        try (var database = Database.postgresql(server)) {
            new Backup(database, folder, folder.key(), "test", CopyProgress.UNHEARD)
                    .write(file, false, Optional.empty(), clock.instant());
        }
        var wanted = new Restore.Wanted(file, Optional.empty(), false, new Origin("ada", "here"));
        var into = new Restore(folder, folder.key(), CopyProgress.UNHEARD);
        assertThatThrownBy(() -> into.run(wanted, Optional.of(server), clock.instant()))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("not empty");
        var empty = PostgresServer.create();
        try {
            assertThat(into.run(wanted, Optional.of(empty), clock.instant()).tokens())
                    .isEqualTo(ROWS);
            try (var database = Database.postgresql(empty)) {
                var restored = "select count(*) from event where name = 'RESTORED'";
                assertThat(numbers(database, restored)).containsExactly(1L);
            }
        } finally {
            PostgresServer.drop(empty);
        }
        assertThat(folder.restoring()).doesNotExist();
    }
}
