package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.Migrations;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.database.SetUpException;
import org.postgresql.ds.PGSimpleDataSource;

/// Servers of one release, and of two, on one PostgreSQL database.
class PostgresMigrationTest extends StoreContract {
    @TempDir private Path folder;
    private final PostgresSettings settings = PostgresServer.create();

    @Override
    public Database open() {
        return Database.postgresql(settings);
    }

    @AfterEach
    void drop() {
        PostgresServer.drop(settings);
    }

    /// As a later release leaves the database.
    private void migrateLater(String description) {
        for (var change :
                new String[] {
                    "alter table mailbox add column later_flag integer not null default 0",
                    "alter table event add column later_text varchar(20) not null default ''",
                    "alter table outbox add column later_number bigint",
                    "create table later (later_id char(36) not null primary key)",
                    """
                    insert into flyway_schema_history
                    select 99, '99', '%s', type, 'V99__later.sql', 1, installed_by, installed_on, 1, true
                    from flyway_schema_history where version = '1'
                    """
                            .formatted(description)
                }) PostgresServer.sql(settings, change);
    }

    @Test
    void releaseBeforeWorksOnBesideTablesThatSayTheySuitIt() {
        var before = added("51233");
        // as often as it takes for the driver to have the statement prepared
        for (var i = 0; i < 10; i++) {
            assertThat(found(before.guid())).contains(before);
            store().change(
                            work ->
                                    assertThat(work.mailboxes().find(before.guid()))
                                            .contains(before));
        }
        migrateLater("later flags since 2.1");
        worksOn("51234");
        reopen();
        worksOn("51235");
        assertThat(found(before.guid())).contains(before);
    }

    private void worksOn(String extension) {
        var mailbox = added(extension);
        var saved = changed(mailbox, draft -> draft.name = "Other");
        store().change(
                        work -> {
                            work.mailboxes().save(saved);
                            work.events().append(event(mailbox, "Success"));
                            work.mailboxes().addToPinHistory(mailbox.guid(), "s", work.now(), 5);
                        });
        assertThat(found(mailbox.guid())).contains(saved);
        assertThat(events(mailbox)).hasSize(1);
    }

    @Test
    void lettersThatWaitBeforeAreSentAfterwards() {
        var before = PostgresServer.create();
        var source = new PGSimpleDataSource();
        source.setURL(before.url());
        source.setUser(before.user());
        Migrations.postgresql(source, MigrationVersion.fromVersion("6"));
        var tony = new UUID(1, 1);
        for (var row :
                List.of(
                        """
                        insert into dial_plan values ('default', 5, '', 'en-US', 3, 3, 30, null, 'default')
                        """,
                        """
                        insert into mailbox_policy values ('00000000-0000-0009-0000-000000000009', 'p', 'default',
                            6, 60, 5, 0, 5, 15, 0, null, 7, 168, 0, '', '')
                        """,
                        """
                        insert into mailbox values ('%s', 'default', '00000000-0000-0009-0000-000000000009', 'a@b', 'a@b', 'Tony', 'fr',
                            1, 1, 0, 'sealed', 3, 0, 1000, 1, 0, 2, 4, 2, 0, null, null, null, 1, 2, 99)
                        """
                                .formatted(tony),
                        "insert into extension values ('default', '51234', '%s', 0)"
                                .formatted(tony),
                        """
                        insert into outbox values ('00000000-0000-0008-0000-000000000008', '%s', 'RESET', 'tony@contoso.com', 5, 'system', 0, 1,
                            'secret', 3, 0, 0, null, 'pin.eml', null, null)
                        """
                                .formatted(tony))) PostgresServer.sql(before, row);
        try (var database = Database.postgresql(before)) {
            assertThat(new SqlOutbox(database, clock).claim(9, Duration.ofMinutes(1)))
                    .singleElement()
                    .satisfies(l -> assertThat(l.notice().mailbox()).contains(tony))
                    .satisfies(l -> assertThat(l.notice().secret().sealed()).contains("secret"));
            new SqlMailboxStore(database, clock)
                    .change(
                            work ->
                                    work.mailboxes()
                                            .remove(work.mailboxes().find(tony).orElseThrow()));
            assertThat(new SqlOutbox(database, clock).waiting().letters()).isZero();
        }
        PostgresServer.drop(before);
    }

    @Test
    void tablesThatDoNotSuitThisReleaseAreRefused() {
        migrateLater("later flags");
        refused("99 'later flags'");
        PostgresServer.sql(
                settings,
                "update flyway_schema_history set description = 'later flags since 98' where version = '99'");
        refused("99 'later flags since 98'");
    }

    private void refused(String step) {
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .rootCause()
                .hasMessageContaining(
                        "its tables are those of a later release (%s)".formatted(step));
    }

    @Test
    void serversThatStartAtTheSameMomentAgreeOnTablesAndOnOneKey() {
        var empty = PostgresServer.create();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stopped =
                    Stream.of("a", "b", "c")
                            .map(folder::resolve)
                            .map(
                                    key ->
                                            CompletableFuture.supplyAsync(
                                                    () -> start(empty, key), threads))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .flatMap(Optional::stream)
                            .toList();
            assertThat(stopped).hasSize(2).allMatch(m -> m.matches("(?s).*key '[0-9a-f]{8}'.*"));
        }
        PostgresServer.drop(empty);
    }

    /// What it stopped with.
    private Optional<String> start(PostgresSettings where, Path key) {
        try (var database = Database.postgresql(where)) {
            MailboxStore store = new SqlMailboxStore(database, InstantSource.system());
            store.change(
                    work -> {
                        if (work.dialPlans().all().isEmpty()) work.dialPlans().add(PLAN);
                    });
            int plans = store.<Integer>read(view -> view.dialPlans().all().size());
            assertThat(plans).isEqualTo(1);
            KeyRing.open(key, database, new SecureRandom()).close();
            return Optional.empty();
        } catch (SetUpException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
