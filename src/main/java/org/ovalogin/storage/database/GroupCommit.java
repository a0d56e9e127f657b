package org.ovalogin.storage.database;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.ovalogin.core.store.Patience;
import org.slf4j.MDC;

/// Writes through one connection on one thread. Everything that waits when the writer is free goes
/// into one transaction, so all of it waits for the disk once. Still nobody is answered before
/// their part is on the disk. Thread-safe.
///
/// Nobody waits for a writer that is stuck, for example in a commit on a disk that stands still.
///
/// If one part fails, none is kept. All are made again, the failed ones each by itself.
final class GroupCommit implements AutoCloseable {
    /// Bounds the parts of a transaction, so that the first need not wait long for the last.
    private static final int MOST = 100;

    /// How often a caller looks whether its own part is still running.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final TransactionCounts activity;
    private final BlockingQueue<Part<?>> waiting = new LinkedBlockingQueue<>();
    private final Part<?> end = new Part<>(_ -> true, () -> {}); // never made
    private final Thread thread = Thread.ofPlatform().daemon().name("writer").unstarted(this::run);
    private boolean closed;

    /// @param jdbi has the one connection
    GroupCommit(Jdbi jdbi, TransactionCounts activity) {
        this.jdbi = jdbi;
        this.activity = activity;
        thread.start();
    }

    /// Returns once `work` is on the disk.
    ///
    /// @param work changes nothing but the database, since it may be made again
    /// @param committed runs when it is on the disk, before anybody else's later work; never throws
    /// @throws SQLException when it had no turn, and as the database does
    <T> T write(HandleCallback<T, SQLException> work, Runnable committed) throws SQLException {
        if (Thread.currentThread() == thread)
            throw new IllegalStateException("a transaction within another one");
        var part = new Part<>(work, committed);
        add(part);
        try {
            return part.await();
        } catch (SQLTransientConnectionException e) {
            waiting.remove(part);
            throw e;
        }
    }

    private synchronized void add(Part<?> part) throws SQLException {
        if (closed) throw new SQLException("the database is closed");
        waiting.add(part);
    }

    private void run() {
        var parts = new ArrayList<Part<?>>();
        var closing = false;
        while (!closing) {
            try {
                parts.clear();
                parts.add(waiting.take());
                waiting.drainTo(parts, MOST - 1);
                closing = parts.remove(end);
                parts.removeIf(part -> !part.begin());
                for (var part : parts) {
                    part.since = System.nanoTime();
                    activity.waited(part.asked);
                }
                make(parts);
            } catch (Throwable e) {
                // After any failure the waiting parts are answered, and the writer goes on.
                parts.forEach(part -> part.failed(e));
            }
        }
    }

    /// Makes all parts together. If one fails: those before it together, it by itself, those behind
    /// it together. If the database fails, all that are left fail with it, instead of waiting for
    /// it one after the other.
    private void make(List<Part<?>> parts) {
        var groups = new ArrayDeque<List<Part<?>>>();
        groups.push(parts);
        while (!groups.isEmpty()) {
            var group = groups.pop();
            try {
                if (!group.isEmpty()) commit(group);
            } catch (PartFailed e) {
                if (group.size() == 1) {
                    e.part.failed(e.why);
                } else {
                    var at = group.indexOf(e.part);
                    groups.push(group.subList(at + 1, group.size()));
                    groups.push(List.of(e.part));
                    groups.push(group.subList(0, at));
                }
            } catch (Throwable e) {
                group.forEach(part -> part.failed(e));
                groups.forEach(left -> left.forEach(part -> part.failed(e)));
                return;
            }
        }
    }

    private void commit(List<Part<?>> parts) {
        try {
            activity.count(
                    jdbi,
                    handle ->
                            handle.inTransaction(
                                    h -> {
                                        for (var part : parts) part.make(h);
                                        return true;
                                    }));
            parts.forEach(Part::committed);
        } finally {
            MDC.clear();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) return;
            closed = true;
            waiting.add(end);
        }
        try {
            var _ = thread.join(Sqlite.PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nothing of the transaction is kept.
    private static final class PartFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Part<?> part;
        private final transient Throwable why;

        PartFailed(Part<?> part, Throwable why) {
            super("", null, false, false);
            this.part = part;
            this.why = why;
        }
    }

    private static final class Part<T> {
        private final HandleCallback<T, SQLException> work;
        private final Runnable committed;
        private final long asked = System.nanoTime();

        /// Keeps the caller's logging context for the writer's thread.
        private final Map<String, String> context = TimeLimit.context();

        private final AtomicBoolean decided = new AtomicBoolean();
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private Runnable answer = () -> {};

        /// When the writer began other parts or the commit.
        private volatile long since = asked;

        private volatile boolean making;
        private volatile boolean givenUp;

        Part(HandleCallback<T, SQLException> work, Runnable committed) {
            this.work = work;
            this.committed = committed;
        }

        /// False when its caller has given it up.
        boolean begin() {
            return decided.compareAndSet(false, true);
        }

        void make(Handle handle) {
            try {
                if (givenUp) throw new SQLTimeoutException("nobody waits for it any more");
                making = true;
                MDC.setContextMap(context);
                var made = work.withHandle(handle);
                answer = () -> outcome.complete(made);
            } catch (Throwable e) {
                throw new PartFailed(this, e);
            } finally {
                since = System.nanoTime();
                making = false;
            }
        }

        void committed() {
            MDC.setContextMap(context);
            committed.run();
            answer.run();
        }

        void failed(Throwable why) {
            outcome.completeExceptionally(why);
        }

        /// Gives the part up if its turn does not come in time, or if the writer is then stuck in
        /// another part or in the commit. An interrupt changes nothing, and stays.
        ///
        /// @throws SQLTimeoutException when it is not known whether the part will be kept
        T await() throws SQLException {
            var end = Patience.left().map(left -> System.nanoTime() + left.toNanos());
            if (!isDone(asked + Sqlite.PATIENCE.toNanos(), end) && begin())
                throw new SQLTransientConnectionException("no turn to write");
            while (!outcome.isDone()) {
                var latest = making ? System.nanoTime() + LOOK.toNanos() : freeAt();
                if (isDone(latest, end)) break;
                if (stuck() || end.filter(e -> e - System.nanoTime() <= 0).isPresent()) {
                    givenUp = true;
                    throw new SQLTimeoutException("the commit does not come to an end");
                }
            }
            return TimeLimit.result(outcome);
        }

        /// The part's own work has no limit.
        private boolean stuck() {
            return !making && freeAt() - System.nanoTime() <= 0;
        }

        private long freeAt() {
            return since + Sqlite.PATIENCE.toNanos();
        }

        private boolean isDone(long latest, Optional<Long> end) {
            return LimitedWait.isDone(outcome, end.filter(e -> e - latest < 0).orElse(latest));
        }
    }
}
