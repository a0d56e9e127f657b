package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.SettableClock;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Patience;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.store.SqlMailboxStore;
import org.slf4j.MDC;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

class GroupCommitTest {
    private static final String CALL = "call";

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private boolean breaking;
    private Database database;
    private SqlMailboxStore store;

    @BeforeEach
    void open() {
        database = FreshDatabase.open(folder.resolve("ova.db"));
        store =
                new SqlMailboxStore(
                        database,
                        clock,
                        event -> {
                            if (breaking) throw new NoClassDefFoundError("a broken listener");
                            heard.add(event.dialPlan() + " " + MDC.get(CALL));
                        });
    }

    @AfterEach
    void close() throws InterruptedException {
        release.countDown();
        for (var thread : threads) thread.join();
        database.close();
    }

    /// On a thread of its own, which waits when this returns.
    private FutureTask<Boolean> begin(String call, Predicate<MailboxStore.Work> work) {
        return begin(call, () -> store.write(work::test));
    }

    private FutureTask<Boolean> begin(String call, Callable<Boolean> use) {
        var task =
                new FutureTask<>(
                        () -> {
                            MDC.put(CALL, call);
                            return use.call();
                        });
        var thread = Thread.ofVirtual().start(task);
        threads.add(thread);
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return task;
    }

    /// Has the writer wait for [#release].
    private void holdUp() {
        var holding = new CountDownLatch(1);
        var _ =
                begin(
                        "holds up",
                        _ -> {
                            holding.countDown();
                            return awaited(release);
                        });
        assertThat(awaited(holding)).isTrue();
    }

    private FutureTask<Boolean> add(String name) {
        return begin(
                name,
                work -> {
                    work.dialPlans().add(DialPlan.named(name));
                    work.events()
                            .append(
                                    new Event(
                                            work.now(),
                                            new Event.Occurrence(Event.Name.SIGN_IN, "Success"),
                                            new Event.Target(name, Optional.empty(), ""),
                                            Origin.SYSTEM,
                                            1));
                    return true;
                });
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Throwable rootCause(Throwable e) {
        return e.getCause() == null ? e : rootCause(e.getCause());
    }

    private List<String> plans() {
        return store.read(view -> view.dialPlans().all()).stream().map(DialPlan::name).toList();
    }

    @Test
    void allThatWaitIsOneTransactionAndToldInItsOrder() throws Exception {
        holdUp();
        var tasks = IntStream.range(10, 30).mapToObj(i -> add("p" + i)).toList();
        var before = database.writes().transactions();
        release.countDown();
        for (var task : tasks) assertThat(task.get()).isTrue();
        assertThat(database.writes().transactions() - before)
                .as("with the one before")
                .isEqualTo(2);
        var names = IntStream.range(10, 30).mapToObj(i -> "p" + i).toList();
        assertThat(plans()).containsExactlyElementsOf(names);
        assertThat(heard).containsExactlyElementsOf(names.stream().map(n -> n + " " + n).toList());
    }

    @Test
    void nobodyIsAnsweredBeforeAllOfItIsOnTheDisk() throws Exception {
        holdUp();
        var first = add("first");
        var reached = new CountDownLatch(1);
        var on = new CountDownLatch(1);
        var second =
                begin(
                        "second",
                        _ -> {
                            reached.countDown();
                            return awaited(on);
                        });
        release.countDown();
        assertThat(awaited(reached)).isTrue();
        assertThat(first.isDone()).isFalse();
        assertThat(plans()).isEmpty();
        on.countDown();
        assertThat(second.get()).isTrue();
        assertThat(first.get()).isTrue();
        assertThat(plans()).containsExactly("first");
    }

    @Test
    void partThatFailsTakesNobodyWithIt() throws Exception {
        holdUp();
        var before = add("before");
        var failing =
                begin(
                        "fails",
                        work -> {
                            work.dialPlans().add(DialPlan.named("lost"));
                            throw new IllegalArgumentException("changed its mind");
                        });
        var same = add("before");
        var after = add("behind");
        release.countDown();
        assertThat(before.get()).isTrue();
        assertThat(after.get()).isTrue();
        assertThatThrownBy(failing::get).hasRootCauseMessage("changed its mind");
        assertThatThrownBy(same::get).hasCauseInstanceOf(StoreException.class);
        assertThat(plans()).containsExactly("before", "behind");
        assertThat(heard).containsExactly("before before", "behind behind");
    }

    @Test
    void fullDiskKeepsWhatFits() throws Exception {
        store.change(work -> work.dialPlans().add(DialPlan.named("kept")));
        database.writer().useHandle(h -> h.execute("pragma max_page_count = 1")); // what there is
        holdUp();
        var small = begin("small", work -> work.dialPlans().find("kept").isPresent());
        var big =
                begin(
                        "big",
                        work -> {
                            for (var i = 0; i < 2000; i++)
                                work.dialPlans().add(DialPlan.named("b" + i));
                            return true;
                        });
        release.countDown();
        assertThat(small.get()).isTrue();
        assertThatThrownBy(big::get).hasCauseInstanceOf(StoreException.class);
        assertThat(plans()).containsExactly("kept");
    }

    @Test
    void fewThatFailCostTheOthersLittle() throws Exception {
        holdUp();
        var tasks = new ArrayList<FutureTask<Boolean>>();
        for (var i = 10; i < 20; i++) tasks.add(add("p" + i));
        var failing =
                begin(
                        "fails",
                        _ -> {
                            throw new IllegalArgumentException();
                        });
        for (var i = 20; i < 30; i++) tasks.add(add("p" + i));
        var before = database.writes().transactions();
        release.countDown();
        for (var task : tasks) assertThat(task.get()).isTrue();
        assertThatThrownBy(failing::get).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(database.writes().transactions() - before)
                .as("what held up, all, those before, the one, those behind")
                .isEqualTo(5);
    }

    @Test
    void whereTheDatabaseIsGoneMeanwhileNobodyTriesItByItself() throws Exception {
        holdUp();
        var tasks = new ArrayList<FutureTask<Boolean>>();
        for (var i = 0; i < 5; i++) tasks.add(add("p" + i));
        tasks.add(
                begin(
                        "fails",
                        _ -> {
                            ((HikariDataSource) database.source()).close();
                            throw new IllegalArgumentException();
                        }));
        for (var i = 5; i < 10; i++) tasks.add(add("p" + i));
        release.countDown();
        var reasons = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        for (var task : tasks) reasons.add(rootCause(catchThrowable(task::get)));
        assertThat(reasons).as("one attempt for all").hasSize(1);
        assertThat(plans()).isEmpty();
    }

    @Test
    void listenerThatBreaksTakesNobodyWithIt() throws Exception {
        holdUp();
        breaking = true;
        var one = add("one");
        var other = add("other");
        release.countDown();
        assertThat(one.get()).isTrue();
        assertThat(other.get()).isTrue();
        assertThat(plans()).containsExactly("one", "other");
    }

    @Test
    void interruptChangesNothingAndStays() throws Exception {
        holdUp();
        var interrupted = new CompletableFuture<Boolean>();
        var waiting =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    store.change(
                                            work -> work.dialPlans().add(DialPlan.named("kept")));
                                    interrupted.complete(Thread.interrupted());
                                });
        threads.add(waiting);
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        release.countDown();
        assertThat(interrupted.get()).isTrue();
        assertThat(plans()).containsExactly("kept");
    }

    @Test
    void whoIsInterruptedAfterItsBeginHearsTheTruth() throws Exception {
        var begun = new CountDownLatch(1);
        var task =
                begin(
                        "slow",
                        work -> {
                            begun.countDown();
                            work.dialPlans().add(DialPlan.named("kept"));
                            return awaited(release);
                        });
        assertThat(awaited(begun)).isTrue();
        threads.getLast().interrupt();
        assertThat(task.isDone()).isFalse();
        release.countDown();
        assertThat(task.get()).isTrue();
        assertThat(plans()).containsExactly("kept");
    }

    @Test
    void transactionWithinAnotherOneIsRefusedAndDoesNotHang() {
        assertThatThrownBy(() -> store.change(_ -> store.change(_ -> {})))
                .isInstanceOf(IllegalStateException.class);
    }

    /// As on a disk that stands still: SQLite asks us in the midst of its commit.
    private CountDownLatch holdCommits() throws SQLException {
        var held = new CountDownLatch(1);
        database.writer()
                .useHandle(
                        h ->
                                h.getConnection()
                                        .unwrap(SQLiteConnection.class)
                                        .addCommitListener(new Held(held)));
        return held;
    }

    private final class Held implements SQLiteCommitListener {
        private final CountDownLatch held;

        Held(CountDownLatch held) {
            this.held = held;
        }

        @Override
        public void onCommit() {
            held.countDown();
            awaited(release);
        }

        @Override
        public void onRollback() {}
    }

    @Test
    void commitThatHangsKeepsNobodyAndIsMadeInTheEnd() throws Exception {
        var held = holdCommits();
        var inCommit = addWithin("stuck", Duration.ofSeconds(2));
        assertThat(awaited(held)).isTrue();
        var behind = addWithin("behind", Duration.ofSeconds(2));
        for (var waiting : List.of(inCommit, behind))
            assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(StoreException.class);
        assertThat(plans()).as("readers go on").isEmpty();
        release.countDown();
        store.change(work -> work.dialPlans().add(DialPlan.named("next")));
        assertThat(plans())
                .as("what was given up before its turn is not made")
                .containsExactly("next", "stuck");
    }

    @Test
    void commitThatHangsKeepsNobodyWhoseTimeIsNotLimitedEither() throws Exception {
        var held = holdCommits();
        var inCommit = add("stuck");
        assertThat(awaited(held)).isTrue();
        var behind = add("behind");
        for (var waiting : List.of(inCommit, behind))
            assertThatThrownBy(() -> waiting.get(Sqlite.PATIENCE.toSeconds() + 8, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(StoreException.class);
    }

    private FutureTask<Boolean> addWithin(String name, Duration patience) {
        return begin(
                name,
                () ->
                        new Patience(patience)
                                .during(
                                        () -> {
                                            store.change(
                                                    work ->
                                                            work.dialPlans()
                                                                    .add(DialPlan.named(name)));
                                            return true;
                                        }));
    }

    @Test
    void closingCompletesWhatWaitsAndTakesNoMore() throws Exception {
        holdUp();
        var waiting = add("kept");
        var closing = Thread.ofVirtual().start(database::close);
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        release.countDown();
        assertThat(waiting.get()).isTrue();
        closing.join();
        assertThatThrownBy(() -> store.change(_ -> {})).isInstanceOf(StoreException.class);
        try (var again = Database.sqlite(folder.resolve("ova.db"))) {
            List<DialPlan> kept =
                    new SqlMailboxStore(again, clock).read(view -> view.dialPlans().all());
            assertThat(kept).hasSize(1);
        }
    }
}
