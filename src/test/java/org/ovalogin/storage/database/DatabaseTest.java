package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.administration.SettableClock;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.store.SqlMailboxStore;

class DatabaseTest {
    private static final DialPlan KEPT = DialPlan.named("kept");
    private static final DialPlan LOST = DialPlan.named("lost");

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("ova.db");
    }

    private static SqlMailboxStore store(Database database) {
        return new SqlMailboxStore(database, new SettableClock());
    }

    private static void assertNotWritten(MailboxStore store, DialPlan plan) {
        assertThatThrownBy(() -> store.change(work -> work.dialPlans().add(plan)))
                .isInstanceOf(StoreException.class);
    }

    private static List<DialPlan> plans(MailboxStore store) {
        return store.read(view -> view.dialPlans().all());
    }

    private static void writer(Database database, String sql) {
        database.writer().useHandle(handle -> handle.execute(sql));
    }

    @Test
    void databaseLockedByAnotherProcessIsAStoreExceptionAndWorksOnceItIsFree() throws Exception {
        try (var database = Database.sqlite(file(), Duration.ofMillis(50))) {
            var store = store(database);
            try (var other = DriverManager.getConnection("jdbc:sqlite:" + file());
                    var statement = other.createStatement()) {
                statement.execute("begin immediate");
                for (var i = 0; i < 3; i++) assertNotWritten(store, LOST);
                assertThat(plans(store)).as("reading goes on").isEmpty();
                assertThatThrownBy(store::tryWriting).isInstanceOf(StoreException.class);
                assertThat(database.writes().failures()).isEqualTo(4);
                statement.execute("rollback");
            }
            store.tryWriting();
            store.change(work -> work.dialPlans().add(KEPT));
            assertThat(plans(store)).containsExactly(KEPT);
        }
    }

    @Test
    void fullDiskIsAStoreExceptionAndChangesNothing() {
        try (var database = Database.sqlite(file())) {
            var store = store(database);
            store.change(work -> work.dialPlans().add(KEPT));
            writer(database, "pragma max_page_count = 1"); // as many as there are
            assertThatThrownBy(() -> store.change(DatabaseTest::addMany))
                    .isInstanceOf(StoreException.class);
            assertThat(plans(store)).containsExactly(KEPT);
            writer(database, "pragma max_page_count = 1000000");
            store.change(DatabaseTest::addMany);
            assertThat(plans(store)).hasSize(2001);
        }
    }

    private static void addMany(MailboxStore.Work work) {
        for (var i = 0; i < 2000; i++) work.dialPlans().add(DialPlan.named("many-" + i));
    }

    @Test
    void databaseThatMustNotBeWrittenIsAStoreException() {
        try (var database = Database.sqlite(file())) {
            var store = store(database);
            writer(database, "pragma query_only = 1");
            assertNotWritten(store, LOST);
            assertThat(plans(store)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "journal_mode, wal",
        "synchronous, 2", // FULL
        "foreign_keys, 1",
        "busy_timeout, 10000",
        "secure_delete, 1",
    })
    void everyConnectionIsSetForDurability(String pragma, String expected) {
        try (var database = Database.sqlite(file())) {
            for (var jdbi : List.of(database.writer(), database.reader()))
                assertThat(pragma(jdbi, pragma)).isEqualTo(expected);
        }
    }

    private static String pragma(Jdbi jdbi, String name) {
        return jdbi.withHandle(
                handle -> handle.createQuery("pragma " + name).mapTo(String.class).one());
    }

    @Test
    void readersCantWrite() {
        try (var database = Database.sqlite(file())) {
            assertThatThrownBy(
                            () ->
                                    database.reader()
                                            .useHandle(h -> h.execute("delete from dial_plan")))
                    .hasRootCauseInstanceOf(SQLException.class);
        }
    }

    @Test
    void closedDatabaseIsAStoreException() {
        var database = Database.sqlite(file());
        var store = store(database);
        database.close();
        assertNotWritten(store, LOST);
        assertThatThrownBy(() -> store.read(view -> view.dialPlans().all()))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void fileThatIsNoDatabaseIsNotOpenedAndNotChanged() throws Exception {
        Files.writeString(file(), "this is a text, and a longer one than a header is ".repeat(50));
        var before = Files.readString(file());
        assertThatThrownBy(() -> Database.sqlite(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file().toString());
        assertThat(Files.readString(file())).isEqualTo(before);
    }

    @Test
    void missingFolderIsAStoreException() {
        assertThatThrownBy(() -> Database.sqlite(folder.resolve("missing").resolve("ova.db")))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void databaseOfALaterReleaseIsNotOpened() {
        try (var database = Database.sqlite(file())) {
            writer(
                    database,
                    """
                    insert into flyway_schema_history
                    select 99, '99', 'later', type, 'V99__later.sql', 1, installed_by, installed_on, 1, 1
                    from flyway_schema_history where version = '1'
                    """);
        }
        assertThatThrownBy(() -> Database.sqlite(file()))
                .isInstanceOf(SetUpException.class)
                .hasMessageStartingWith(
                        "the database has the tables of a later release: step 99, and ova-login ");
    }

    @Test
    void openedAgainItHasWhatItHad() {
        for (var i = 0; i < 3; i++) {
            var plan = DialPlan.named("plan-" + i);
            try (var database = Database.sqlite(file())) {
                assertThat(plans(store(database))).hasSize(i);
                store(database).change(work -> work.dialPlans().add(plan));
            }
        }
    }
}
