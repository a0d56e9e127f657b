package org.ovalogin;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The carriers: platform threads that run all virtual threads. Usually half of the cores, and one
/// more whenever virtual threads get no turn, until they do.
///
/// By default the JDK takes one for each core, and wakes a sleeping one for nearly every command of
/// a call, which costs more than the dialog. One that is still awake does the work as soon. The
/// event loop, hashing, SQLite and look-ups of mail servers have threads of their own. A virtual
/// thread that waits in other native code, such as for a file on a disk that hangs, keeps its
/// carrier.
final class Carriers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Carriers.class);

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final Duration EVERY = Duration.ofMillis(100);

    /// The longest that a virtual thread may wait for its turn.
    private static final Duration TURN = Duration.ofMillis(50);

    /// A disk that hangs again and again fills no log.
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    /// Bounds the carriers added, should the processor be overloaded and no thread stuck.
    private static final int MOST_ADDED = 32;

    /// Tasks that a new queue of the JDK's pool holds.
    private static final int SMALLEST_QUEUE = 64;

    private final int usual;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    // for the watching thread alone
    private int added;
    private boolean told;
    private long toldAt;

    private Carriers(int usual) {
        this.usual = usual;
        this.thread = Thread.ofPlatform().daemon().name("carriers").unstarted(this::watch);
    }

    /// Limits the carriers of this process. Call it before the first virtual thread.
    static void limit() {
        var half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        if (System.getProperty(PARALLELISM) == null)
            System.setProperty(PARALLELISM, String.valueOf(half));
    }

    /// Adds carriers from now on while virtual threads get no turn.
    static Carriers watched() {
        var carriers =
                new Carriers(
                        Integer.getInteger(
                                PARALLELISM, Runtime.getRuntime().availableProcessors()));
        carriers.thread.start();
        return carriers;
    }

    private void watch() {
        try {
            do {
                if (!isTurnInTime()) add();
                else if (added > 0 && isOneFreeWithoutAdded()) removeAdded();
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isTurnInTime() throws InterruptedException {
        var turn = new CountDownLatch(1);
        Thread.ofVirtual().start(turn::countDown);
        return turn.await(TURN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void add() {
        if (added >= MOST_ADDED) return;
        if (added == 0 && isTimeToTell())
            log.warn(
                    "virtual threads got no turn for {}; running them on more than {} threads meanwhile",
                    TURN,
                    usual);
        added++;
        scheduler().setParallelism(usual + added);
        wakeOne();
    }

    private boolean isTimeToTell() {
        var now = System.nanoTime();
        if (told && now - toldAt < TELL_EVERY.toNanos()) return false;
        told = true;
        toldAt = now;
        return true;
    }

    /// The JDK's pool starts a thread only when a task comes to an empty or a full queue, and each
    /// queue doubles. So as many empty tasks again as are waiting start one. It starts the others.
    private void wakeOne() {
        var enough = 2 * (scheduler().getQueuedVirtualThreadCount() + SMALLEST_QUEUE);
        for (var i = 0; i < enough; i++) {
            if (scheduler().getMountedVirtualThreadCount() >= usual + added) return;
            Thread.startVirtualThread(() -> {});
        }
    }

    private boolean isOneFreeWithoutAdded() {
        return scheduler().getMountedVirtualThreadCount() < usual;
    }

    private void removeAdded() {
        added = 0;
        scheduler().setParallelism(usual);
    }

    /// Only looked up when needed: few servers ever are.
    private static VirtualThreadSchedulerMXBean scheduler() {
        return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    }

    /// Leaves the carriers as they are.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
