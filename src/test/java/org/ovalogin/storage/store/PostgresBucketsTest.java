package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
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

    /// Statement triggers count, on sequences, which no rollback turns back.
    @Test
    void chargeIsOneStatementHoweverManyBuckets() {
        var charged =
                Stream.of("CallerNumber a", "Trunk a", "Server a", "DialPlan a", "Total a")
                        .map(key -> new Bucket(key, THREE, !key.startsWith("Total")))
                        .toList();
        var counted = server(database);
        PostgresServer.sql(settings, COUNTING);
        try {
            for (var i = 1; i <= 3; i++) {
                assertThat(counted.take(charged).from()).hasSize(5);
                assertThat(statements("charges")).isEqualTo(i);
            }
            assertThat(counted.take(charged).refused()).isTrue();
            assertThat(statements("charges")).isEqualTo(4);
            assertThat(statements("refunds")).as("beside the charges").isEqualTo(4);
            counted.giveBack(charged);
            assertThat(statements("refunds")).isEqualTo(5);
        } finally {
            PostgresServer.sql(settings, "drop function counting cascade");
        }
    }

    /// A statement that may update on a conflict counts as both.
    private static final String COUNTING =
            """
            create sequence charges; create sequence refunds;
            create function counting() returns trigger language plpgsql
                as 'begin perform nextval(tg_argv[0]); return null; end';
            create trigger charge after insert on token_bucket execute function counting('charges');
            create trigger refund after update on token_bucket execute function counting('refunds')
            """;

    private static long statements(String sequence) {
        return database.reader()
                .withHandle(
                        h ->
                                h.createQuery(
                                                "select last_value - case when is_called then 0 else 1 end from "
                                                        + sequence)
                                        .mapTo(long.class)
                                        .one());
    }

    @Nested
    class Large {
        private final Bucket total =
                new Bucket(
                        "Total all",
                        new Allowance(PostgresBuckets.LARGE, 60, Duration.ofHours(1)),
                        false);

        private long takeAll() {
            var taken = 0L;
            while (!buckets().take(List.of(total)).from().isEmpty()) taken++;
            return taken;
        }

        @Test
        void bucketLiesInSeveralRowsAndGivesWhatItHasWhicheverRowIsEmpty() {
            for (var left = PostgresBuckets.LARGE - 1L; left >= 0; left--)
                assertThat(buckets().take(List.of(total)).left())
                        .isEqualTo(Map.of(total, left))
                        .isEqualTo(buckets().left(List.of(total)));
            assertThat(kept()).isEqualTo(PostgresBuckets.ROWS);
            var empty = buckets().take(List.of(total));
            assertThat(empty.left()).isEmpty();
            assertThat(empty.from()).isEmpty();
            assertThat(empty.refused()).isFalse();
        }

        @Test
        void bucketReturnsItsTokensAsOneRowWould() {
            assertThat(takeAll()).isEqualTo(PostgresBuckets.LARGE);
            clock.pass(Duration.ofMinutes(PostgresBuckets.ROWS - 1));
            assertThat(takeAll()).isLessThanOrEqualTo(PostgresBuckets.ROWS - 1);
            clock.pass(Duration.ofMinutes(PostgresBuckets.ROWS + 1));
            var hour = Duration.ofHours(1);
            clock.pass(hour);
            assertThat(takeAll()).isBetween(60L, 60L + 2 * PostgresBuckets.ROWS);
            clock.pass(Duration.ofDays(9));
            assertThat(takeAll()).as("no more than it holds").isEqualTo(PostgresBuckets.LARGE);
        }

        @Test
        void tokenGoesBackToItsRow() {
            takeAll();
            clock.pass(Duration.ofDays(9));
            var taken = buckets().take(List.of(total));
            takeAll();
            buckets().giveBack(taken.from());
            assertThat(takeAll()).isEqualTo(1);
        }

        /// Two servers, more callers than tokens: each token goes to one of them, none is left.
        @Test
        void allTokensAndNoMoreAreGivenToManyAtOnce() throws Exception {
            var callers = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < PostgresBuckets.LARGE + 90; i++)
                callers.add(() -> buckets().take(List.of(total)).from().size());
            var given = 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var caller : threads.invokeAll(callers)) given += caller.get();
            }
            assertThat(given).isEqualTo(PostgresBuckets.LARGE);
            assertThat(takeAll()).isZero();
        }

        /// Whoever holds one row, for example in a stuck session, stops few others.
        @Test
        void rowThatSomebodyHoldsLeavesTheOthers() {
            takeAll();
            clock.pass(Duration.ofDays(9));
            database.writer()
                    .useTransaction(
                            holder -> {
                                holder.execute(
                                        "select * from token_bucket where bucket_key like '%/0' for update");
                                var got = 0;
                                for (var i = 0; i < 4; i++)
                                    try {
                                        got += server(other).take(List.of(total)).from().size();
                                    } catch (StoreException _) {
                                        // this one met the row
                                    }
                                assertThat(got).isPositive();
                            });
        }
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
