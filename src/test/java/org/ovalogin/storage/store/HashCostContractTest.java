package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.storage.database.CostInForce;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.SetUpException;

/// The cost of new hashes stands in the database, and is that of all its servers.
@ParameterizedClass
@EnumSource
class HashCostContractTest {
    private static final Cost FIRST = Cost.of("19MiB/2").orElseThrow();
    private static final Cost OTHER = Cost.of("7MiB/5").orElseThrow();

    @Parameter EachDatabase.Kind kind;
    @TempDir Path folder;
    private Database database;

    @BeforeEach
    void open() {
        kind.clear();
        database = kind.open(folder);
        database.writer().useHandle(handle -> handle.execute("delete from hash_cost"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Cost started(Cost configured) {
        var cost = new CostInForce(configured);
        cost.agree(database, InstantSource.system());
        return cost.get();
    }

    private void sql(String sql) {
        database.writer().useHandle(handle -> handle.execute(sql));
    }

    @Test
    void firstServersConfigurationIsThatOfAllOthers() {
        assertThat(database.reader().withHandle(CostInForce::find)).isEmpty();
        assertThat(started(FIRST)).isEqualTo(FIRST);
        assertThat(started(OTHER)).isEqualTo(FIRST);
        assertThat(database.reader().withHandle(CostInForce::find)).contains(FIRST);
    }

    @Test
    void serversThatStartAtTheSameMomentAgree() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var one = threads.submit(() -> started(FIRST));
            var two = threads.submit(() -> started(OTHER));
            assertThat(one.get()).isEqualTo(two.get());
        }
    }

    @Test
    void anotherCostIsNoticedByARunningServer() {
        var cost = new CostInForce(FIRST);
        cost.agree(database, InstantSource.system());
        try (var ring = KeyRing.open(folder.resolve("key"), database, new SecureRandom())) {
            ring.alsoLookAt(cost);
            var store = new SqlMailboxStore(database, InstantSource.system());
            store.change(work -> work.policies().hashCost(OTHER));
            var known = store.read(view -> view.policies().hashCost());
            assertThat(known).contains(OTHER);

            // a busy machine may take longer than the second that is promised
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> cost.get().equals(OTHER));
        }
    }

    @Test
    void costBelowOwaspsStopsTheStart() {
        started(FIRST);
        sql("update hash_cost set memory_kib = 8, passes = 1");
        assertThatThrownBy(() -> started(FIRST))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining("8KiB/1")
                .hasMessageContaining("46MiB/1, 19MiB/2, 12MiB/3, 9MiB/4, 7MiB/5");
    }

    @Test
    void costBelowOwaspsIsNotTakenByARunningServer() {
        var cost = new CostInForce(FIRST);
        cost.agree(database, InstantSource.system());
        try (var ring = KeyRing.open(folder.resolve("key"), database, new SecureRandom())) {
            ring.alsoLookAt(cost);
            sql("update hash_cost set memory_kib = 8, passes = 1");
            ring.lookAgain();
            assertThat(cost.get()).isEqualTo(FIRST);
            sql("update hash_cost set memory_kib = 1, passes = 99999");
            ring.lookAgain();
            assertThat(cost.get()).isEqualTo(FIRST);
            sql("update hash_cost set memory_kib = 12288, passes = 3");
            ring.lookAgain();
            assertThat(cost.get()).hasToString("12MiB/3");
        }
    }
}
