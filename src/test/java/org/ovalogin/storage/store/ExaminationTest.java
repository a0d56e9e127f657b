package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.PostgresSettings;

/// A database is looked at as it is, and is afterwards what it was.
class ExaminationTest {
    @TempDir Path folder;

    @Test
    void ofPostgresSeesClockTablesKeysAndWhatACrashWouldLose() {
        var settings = PostgresServer.create();
        var key = folder.resolve("key");
        try (var examination = Examination.postgresql(settings)) {
            assertThat(examination.tables().pending()).isPositive();
        }
        try (var database = Database.postgresql(settings);
                var ring = KeyRing.open(key, database, new SecureRandom());
                var examination = Examination.postgresql(settings)) {
            assertThat(examination.tables().pending()).isZero();
            assertThat(examination.refusesChanges()).isEmpty();
            assertThat(examination.newestEvent()).isEmpty();
            assertThat(examination.requireKeys(key)).isEqualTo(ring.inUse());
            assertThat(examination.now(InstantSource.system()).orElseThrow())
                    .isCloseTo(
                            Instant.now(),
                            Assertions.within(
                                    Duration.ofMinutes(1).toMillis(),
                                    java.time.temporal.ChronoUnit.MILLIS));
            var fsync =
                    database.reader()
                            .withHandle(h -> h.createQuery("show fsync").mapTo(String.class).one());
            assertThat(examination.durability().isPresent()).isEqualTo(fsync.equals("off"));
            PostgresServer.sql(
                    settings,
                    "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$");
        }
        try (var examination = Examination.postgresql(settings)) {
            assertThat(examination.refusesChanges().orElseThrow()).contains("read-only");
        }
    }

    @Test
    void ofPostgresSeesThatNoStandbyKeepsWhatIsCommitted() throws IOException {
        try (var server = EmbeddedPostgres.builder().setServerConfig("fsync", "on").start()) {
            var url = "postgresql://localhost:%d/postgres".formatted(server.getPort());
            var settings = new PostgresSettings(url, "postgres", Optional.empty(), 2);
            Database.postgresql(settings).close();
            try (var examination = Examination.postgresql(settings)) {
                assertThat(examination.durability()).isEmpty();
                assertThat(examination.refusesChanges()).isEmpty();
            }
            var other = Jdbi.create(settings.url(), "postgres", "");
            other.useHandle(
                    h -> {
                        h.execute("alter system set synchronous_standby_names = 'nobody'");
                        h.execute("select pg_reload_conf()");
                    });
            await().until(
                            () ->
                                    other.withHandle(
                                            h ->
                                                    h.select("show synchronous_standby_names")
                                                            .mapTo(String.class)
                                                            .one()
                                                            .equals("nobody")));
            try (var examination = Examination.postgresql(settings)) {
                assertThat(examination.durability().orElseThrow())
                        .isEqualTo(
                                new Examination.Durability(
                                        "0 standbys, waited for: nobody", false));
                assertThat(examination.refusesChanges().orElseThrow()).contains("timed out");
            }
        }
    }

    @Test
    void ofAFileThatIsNotThereMakesNone() {
        var file = folder.resolve("ova.db");
        try (var examination = Examination.sqlite(file)) {
            assertThatThrownBy(examination::damage).isInstanceOf(StoreException.class);
        }
        assertThat(file).doesNotExist();
    }
}
