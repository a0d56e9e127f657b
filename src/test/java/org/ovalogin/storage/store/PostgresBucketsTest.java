package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.signin.Allowance;
import org.ovalogin.core.signin.TokenBuckets;
import org.ovalogin.core.signin.TokenBuckets.Bucket;
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
        servers = List.of(server(database), server(other));
    }

    private PostgresBuckets server(Database database) {
        return new PostgresBuckets(database, () -> clock.millis() * 1_000 + "::bigint");
    }

    @AfterEach
    void clear() {
        PostgresServer.sql(settings, "delete from token_bucket");
    }

    @Override
    TokenBuckets buckets() {
        return servers.get(turn.incrementAndGet() % 2);
    }

    @Override
    int kept() {
        return database.reader()
                .withHandle(
                        h ->
                                h.createQuery("select count(*) from token_bucket")
                                        .mapTo(int.class)
                                        .one());
    }

    @Test
    void serversThatStartAgainFindThemAsTheyWere() {
        empty(buckets(), "Trunk spent");
        assertThat(take(server(database), "Trunk spent", THREE)).isEmpty();
    }

    @Test
    void bucketOfAServerWhoseClockWasWrongIsForgotten() {
        clock.pass(Duration.ofDays(365));
        empty(buckets(), "Trunk ahead");
        clock.pass(Duration.ofDays(-365));
        assertThat(take("Trunk ahead")).isEmpty();
        buckets().tidy();
        assertThat(take("Trunk ahead")).isPresent();
    }

    @Test
    void timeIsTheDatabases() {
        var buckets = new PostgresBuckets(database);
        var second = new Allowance(1, 60, Duration.ofMinutes(1));
        assertThat(take(buckets, "Trunk second", second)).isPresent();
        PostgresServer.sql(settings, "update token_bucket set full_at = full_at - 1000000");
        assertThat(take(buckets, "Trunk second", second)).isPresent();
    }

    @Test
    void chargeIsOneStatementHoweverManyBuckets() {
        var charged =
                Stream.of("CallerNumber a", "Trunk a", "Server a", "DialPlan a", "Total a")
                        .map(key -> new Bucket(key, THREE, !key.startsWith("Total")))
                        .toList();
        var statements = new AtomicInteger();
        var counted = server(database);
        database.writer().setSqlLogger(counting(statements));
        try {
            for (var i = 1; i <= 3; i++) {
                assertThat(counted.take(charged).from()).hasSize(5);
                assertThat(statements).hasValue(i);
            }
            assertThat(counted.take(charged).refused()).isTrue();
            assertThat(statements).hasValue(4);
            counted.giveBack(charged);
            assertThat(statements).hasValue(5);
        } finally {
            database.writer().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        }
    }

    private static SqlLogger counting(AtomicInteger statements) {
        return new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                statements.incrementAndGet();
            }
        };
    }

    /// A charge waits no longer than others wait for a row, and then lets nobody in.
    @Test
    void rowThatSomebodyHoldsIsNoBudget() {
        take("Trunk held");
        database.writer()
                .useTransaction(
                        holder -> {
                            holder.execute("select * from token_bucket for update");
                            assertThatThrownBy(() -> take(server(other), "Trunk held", THREE))
                                    .isInstanceOf(StoreException.class)
                                    .hasStackTraceContaining("lock timeout");
                        });
        assertThat(take("Trunk held")).isEqualTo(OptionalLong.of(1));
    }

    @Test
    void databaseThatIsGoneIsNoBudget() {
        var gone = PostgresServer.create();
        try (var lost = Database.postgresql(gone)) {
            var buckets = new PostgresBuckets(lost);
            PostgresServer.drop(gone);
            assertThatThrownBy(() -> take(buckets, "Total all", THREE))
                    .isInstanceOf(StoreException.class);
        }
    }
}
