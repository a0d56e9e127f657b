package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.signin.TokenBuckets;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.PostgresSettings;

/// Two servers in turn.
class PostgresBucketsTest extends TokenBucketsContract {
    private static PostgresSettings settings;
    private static Database database;
    private static Database other;

    private List<PostgresBuckets> servers;
    private final AtomicInteger turn = new AtomicInteger();

    @BeforeAll
    static void open() {
        settings = PostgresServer.create();
        database = Database.postgresql(settings);
        other = Database.postgresql(settings);
    }

    @AfterAll
    static void close() {
        database.close();
        other.close();
        PostgresServer.drop(settings);
    }

    @BeforeEach
    void start() {
        servers = List.of(new PostgresBuckets(database, clock), new PostgresBuckets(other, clock));
    }

    @AfterEach
    void clear() {
        PostgresServer.sql(settings, "delete from budget");
    }

    @Override
    TokenBuckets buckets() {
        return servers.get(turn.incrementAndGet() % 2);
    }

    @Override
    int kept() {
        return database.reader()
                .withHandle(
                        h -> h.createQuery("select count(*) from budget").mapTo(int.class).one());
    }

    @Test
    void serversThatStartAgainFindThemAsTheyWere() {
        empty(buckets(), "Trunk spent");
        assertThat(new PostgresBuckets(database, clock).take("Trunk spent", THREE)).isEmpty();
    }

    @Test
    void bucketOfAServerWhoseClockWasWrongIsForgotten() {
        clock.pass(Duration.ofDays(365));
        empty(buckets(), "Trunk ahead");
        clock.pass(Duration.ofDays(-365));
        assertThat(buckets().take("Trunk ahead", THREE)).isEmpty();
        buckets().tidy();
        assertThat(buckets().take("Trunk ahead", THREE)).isPresent();
    }

    @Test
    void databaseThatIsGoneIsNoBudget() {
        var gone = PostgresServer.create();
        try (var lost = Database.postgresql(gone)) {
            var buckets = new PostgresBuckets(lost, clock);
            PostgresServer.drop(gone);
            assertThatThrownBy(() -> buckets.take("Total", THREE))
                    .isInstanceOf(StoreException.class);
        }
    }
}
