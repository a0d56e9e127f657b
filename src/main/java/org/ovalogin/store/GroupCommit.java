package org.ovalogin.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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
/// Where one part fails, none is kept, and each is made again in a transaction of its own.
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
        boolean closing;
        try {
            do {
                parts.clear();
                parts.add(waiting.take());
                waiting.drainTo(parts, MOST - 1);
                closing = parts.remove(end);
                var begun = parts.stream().filter(Part::begin).toList();
                begun.forEach(part -> activity.waited(part.asked));
                if (!begun.isEmpty()) make(begun);
            } while (!closing);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts it", e);
        }
    }

    private void make(List<Part<?>> parts) {
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
        } catch (PartFailed e) {
            if (parts.size() == 1) parts.getFirst().failed(e.why);
            else for (var part : parts) make(List.of(part));
        } catch (Throwable e) {
            for (var part : parts) part.failed(e);
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
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nothing of the transaction is kept.
    private static final class PartFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Throwable why;

        PartFailed(Throwable why) {
            super("", null, false, false);
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
                throw new PartFailed(e);
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

        /// Given up where its turn has not come in time, or before an interrupt.
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
            try {
                var _ = outcome.get(Sqlite.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (ExecutionException _) {
                return; // and is told by the outcome
            } catch (TimeoutException _) {
                // was there a turn?
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            if (begin()) throw new SQLTransientConnectionException("no turn to write");
        }
    }
}
