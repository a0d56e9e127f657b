package org.ovalogin.storage.database;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.ovalogin.core.store.Patience;
import org.slf4j.MDC;

/// Uses a database on another thread for a caller whose [Patience] ends. That thread may hang for
/// any time, even in native code. Thread-safe.
public final class TimeLimit {
    /// The limit of a use that nobody gives up.
    static final TimeLimit NONE = new TimeLimit();

    private static final Executor VIRTUAL = Thread.ofVirtual().name("database")::start;
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private volatile boolean over;

    private TimeLimit() {}

    public interface Use<T> {
        /// @param limit asked before anything that can't be taken back
        T make(TimeLimit limit) throws SQLException;
    }

    /// Without a waiting caller the use runs on this thread.
    ///
    /// @throws SQLTimeoutException when the caller gave up; the use may still succeed
    public static <T> T keep(Use<T> use) throws SQLException {
        return Patience.left().isEmpty() ? use.make(NONE) : keep(VIRTUAL, use);
    }

    /// The same on one of these threads. A virtual thread without a waiting caller hands its use to
    /// them too.
    ///
    /// @throws SQLTimeoutException when the caller gave up; the use may still succeed
    static <T> T keep(Executor threads, Use<T> use) throws SQLException {
        var left = Patience.left();
        return left.isEmpty() && !Thread.currentThread().isVirtual()
                ? use.make(NONE)
                : new TimeLimit().keep(threads, use, left.orElse(FOR_EVER));
    }

    private <T> T keep(Executor threads, Use<T> use, Duration left) throws SQLException {
        if (left.isNegative()) throw givenUp();
        var outcome = new CompletableFuture<T>();
        var context = context();
        try {
            threads.execute(
                    () -> {
                        MDC.setContextMap(context);
                        try {
                            check();
                            outcome.complete(use.make(this));
                        } catch (Throwable e) {
                            outcome.completeExceptionally(e);
                        } finally {
                            MDC.clear();
                        }
                    });
        } catch (RejectedExecutionException e) {
            throw new SQLException("the database is closed", e);
        }
        if (!LimitedWait.isDone(outcome, System.nanoTime() + left.toNanos())) {
            over = true;
            throw givenUp();
        }
        return result(outcome);
    }

    private static SQLTimeoutException givenUp() {
        return new SQLTimeoutException("the database did not answer in time");
    }

    /// Keeps the caller's logging context for the other thread.
    static Map<String, String> context() {
        return Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
    }

    /// Whether the caller gave up.
    public boolean isOver() {
        return over;
    }

    /// @throws SQLTimeoutException when nobody waits any more, so the use may stop
    public void check() throws SQLTimeoutException {
        if (over) throw givenUp();
    }

    /// Throws here what the other thread threw.
    static <T> T result(CompletableFuture<T> done) throws SQLException {
        if (!done.isCompletedExceptionally()) return done.join();
        var why = done.exceptionNow();
        switch (why) {
            case SQLException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(why);
        }
    }
}
