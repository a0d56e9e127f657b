package org.ovalogin.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.MDC;

/// Writes by one connection and on a thread of its own. All that waits when it is free goes into
/// one transaction: so the disk, of which there is least, is waited for once for all of them, and
/// still nobody is answered before their part is on it. Thread-safe.
///
/// Where one part fails, none is kept, and they are made again, those that failed by themselves.
final class GroupCommit implements AutoCloseable {
    /// Parts of a transaction, so that the first need not wait long for the last.
    private static final int MOST = 100;

    private final Jdbi jdbi;
    private final Activity activity;
    private final BlockingQueue<Part<?>> waiting = new LinkedBlockingQueue<>();
    private final Part<?> end = new Part<>(_ -> true, () -> {}); // never made
    private final Thread thread = Thread.ofPlatform().daemon().name("writer").unstarted(this::run);
    private boolean closed;

    /// @param jdbi of the one connection
    GroupCommit(Jdbi jdbi, Activity activity) {
        this.jdbi = jdbi;
        this.activity = activity;
        thread.start();
    }

    /// Returns once it is on the disk.
    ///
    /// @param work changes nothing but the database, since it may be made again
    /// @param committed runs when it is on the disk, before anybody else's later work; never throws
    /// @throws SQLException when it had no turn, and as the database does
    <T> T write(Function<Handle, T> work, Runnable committed) throws SQLException {
        if (Thread.currentThread() == thread)
            throw new IllegalStateException("a transaction within another one");
        var part = new Part<>(work, committed);
        add(part);
        return part.await();
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
                parts.forEach(part -> activity.waited(part.asked));
                make(parts);
            } catch (Throwable e) {
                // Whatever it is, nobody waits for ever, and there is a writer.
                parts.forEach(part -> part.failed(e));
            }
        }
    }

    /// All together. Where one fails: those before it together, it by itself, those behind it
    /// together. Where the database does, all that are left have failed with it, instead of waiting
    /// for it one after the other.
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
        private final Function<Handle, T> work;
        private final Runnable committed;
        private final long asked = System.nanoTime();

        /// Tells in the log whose work it is.
        private final Map<String, String> context =
                Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());

        private final AtomicBoolean decided = new AtomicBoolean();
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private Runnable answer = () -> {};

        Part(Function<Handle, T> work, Runnable committed) {
            this.work = work;
            this.committed = committed;
        }

        /// False when it has been given up.
        boolean begin() {
            return decided.compareAndSet(false, true);
        }

        void make(Handle handle) {
            try {
                MDC.setContextMap(context);
                var made = work.apply(handle);
                answer = () -> outcome.complete(made);
            } catch (Throwable e) {
                throw new PartFailed(this, e);
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

        /// Given up where its turn does not come in time. An interrupt changes nothing, and stays.
        T await() throws SQLException {
            try {
                awaitTurn();
                return outcome.join();
            } catch (CompletionException e) {
                switch (e.getCause()) {
                    case SQLException of -> throw of;
                    case RuntimeException of -> throw of;
                    case Error of -> throw of;
                    case null, default -> throw e;
                }
            }
        }

        private void awaitTurn() throws SQLException {
            var latest = asked + Sqlite.PATIENCE.toNanos();
            var interrupted = false;
            try {
                while (true) {
                    try {
                        var _ = outcome.get(latest - System.nanoTime(), TimeUnit.NANOSECONDS);
                        return;
                    } catch (InterruptedException _) {
                        interrupted = true;
                    }
                }
            } catch (ExecutionException _) {
                // the outcome tells
            } catch (TimeoutException _) {
                if (begin()) throw new SQLTransientConnectionException("no turn to write");
            } finally {
                if (interrupted) Thread.currentThread().interrupt();
            }
        }
    }
}
