package org.ovalogin.storage.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.search.TrigramIndex.State;
import org.ovalogin.storage.store.Examination;
import org.ovalogin.storage.store.PostgresServer;
import org.ovalogin.storage.store.SqlMailboxStore;

/// With the rights of a database's owner, and without.
class TrigramIndexTest {
    private static final String VALID =
            "select count(*) from pg_index where indexrelid = to_regclass('search_text_folded') and indisvalid";

    private PostgresSettings settings;
    private Optional<Database> database = Optional.empty();

    @BeforeEach
    void create() {
        settings = PostgresServer.create();
    }

    @AfterEach
    void drop() {
        database.ifPresent(Database::close);
        PostgresServer.drop(settings);
    }

    private Database open(PostgresSettings as) {
        var opened = Database.postgresql(as);
        database = Optional.of(opened);
        return opened;
    }

    private static void upkeep(Database database) {
        try (var upkeep = new SearchUpkeep(database, InstantSource.system(), _ -> {})) {
            upkeep.run();
        }
    }

    private static State state(Database database) {
        return database.reader().withHandle(TrigramIndex::state);
    }

    private Optional<String> advice(PostgresSettings as) {
        try (var examination = Examination.postgresql(as)) {
            return examination.commandForSearches();
        }
    }

    @Test
    void isBuiltByTheOwnerOnce() {
        var own = open(settings);
        assertThat(state(own)).isEqualTo(State.NO_EXTENSION);
        upkeep(own);
        assertThat(state(own)).isEqualTo(State.READY);
        assertThat(advice(settings)).isEmpty();
        upkeep(own);
        assertThat(state(own)).isEqualTo(State.READY);
    }

    @Test
    void thatWasInterruptedIsBuiltAnew() {
        var own = open(settings);
        upkeep(own);
        PostgresServer.sql(
                settings,
                "update pg_index set indisvalid = false where indexrelid = 'search_text_folded'::regclass");
        assertThat(state(own)).isEqualTo(State.UNBUILT);
        upkeep(own);
        int valid = own.reader().withHandle(h -> h.createQuery(VALID).mapTo(int.class).one());
        assertThat(valid).isEqualTo(1);
    }

    /// The extension is made in a schema of its own, as some operators have it.
    @Test
    void isBuiltWhereverTheExtensionIs() {
        PostgresServer.sql(settings, "create schema elsewhere");
        PostgresServer.sql(settings, "create extension pg_trgm schema elsewhere");
        var own = open(settings);
        upkeep(own);
        assertThat(state(own)).isEqualTo(State.READY);
    }

    @Test
    void isMissingWhereTheExtensionIsRefusedAndEverythingElseWorks() {
        var name = settings.url().replaceFirst(".*/", "");
        var role = "server_of_" + name;
        PostgresServer.sql(settings, "create role " + role + " login");
        PostgresServer.sql(settings, "grant all on schema public to " + role);
        try {
            var restricted = new PostgresSettings(settings.url(), role, Optional.empty(), 4);
            var server = open(restricted);
            upkeep(server);
            assertThat(state(server)).isEqualTo(State.NO_EXTENSION);
            assertThat(advice(restricted))
                    .contains("psql -d '%s' -c 'create extension pg_trgm'".formatted(name));
            var store = new SqlMailboxStore(server, InstantSource.system());
            var page = store.read(v -> v.mailboxes().page(MailboxQuery.ALL.text("tony")));
            assertThat(page.items()).isEmpty();
            store.tryWriting();

            PostgresServer.sql(settings, "create extension pg_trgm");
            upkeep(server);
            assertThat(state(server)).as("by the next round").isEqualTo(State.READY);
            server.close();
        } finally {
            PostgresServer.sql(settings, "drop owned by " + role);
            PostgresServer.sql(settings, "drop role " + role);
        }
    }
}
