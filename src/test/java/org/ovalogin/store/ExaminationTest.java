package org.ovalogin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.mailbox.StoreException;

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
    void ofAFileThatIsNotThereMakesNone() {
        var file = folder.resolve("ova.db");
        try (var examination = Examination.sqlite(file)) {
            assertThatThrownBy(examination::damage).isInstanceOf(StoreException.class);
        }
        assertThat(file).doesNotExist();
    }
}
