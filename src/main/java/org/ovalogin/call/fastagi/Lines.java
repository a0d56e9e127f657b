package org.ovalogin.call.fastagi;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Unread lines of one connection, passed from the event loop's thread to the call's. Only
/// [#wake(long)] wakes the reader: many lines cost one change of threads, and a deadline costs no
/// timer.
final class Lines {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /// Kept because the queue would have to walk its whole length to tell its size.
    private final AtomicInteger count = new AtomicInteger();

    private final AtomicInteger chars = new AtomicInteger();
    private volatile boolean ended;
    private volatile long end;
    private volatile @Nullable Thread waiting;

    /// Adds a line. False if there would be more than `most` lines or `mostChars` characters.
    boolean add(String line, int most, int mostChars) {
        if (chars.addAndGet(line.length() + 1) > mostChars) return false;
        if (count.incrementAndGet() > most) return false;
        lines.add(line);
        return true;
    }

    /// No more lines will come.
    void end() {
        ended = true;
    }

    /// Whether every line has been read and no more will come.
    boolean exhausted() {
        return ended && lines.isEmpty();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// Makes a waiting call look again if it has a line or its time is over.
    ///
    /// @param now by [System#nanoTime()]
    void wake(long now) {
        var thread = waiting;
        if (thread != null && (!lines.isEmpty() || ended || now - end >= 0))
            LockSupport.unpark(thread);
    }

    /// Waits for the next line. Null once the lines are [#exhausted()] or it is too late.
    ///
    /// @param latest by [System#nanoTime()]; noticed at the next [#wake(long)]
    @Nullable String next(long latest) throws InterruptedException {
        end = latest;
        waiting = Thread.currentThread();
        try {
            while (true) {
                var last = ended; // read first, so that lines added before the end are not missed
                var line = lines.poll();
                if (line != null) {
                    chars.addAndGet(-line.length() - 1);
                    count.decrementAndGet();
                    return line;
                }
                if (last || System.nanoTime() - latest >= 0) return null;
                if (Thread.interrupted()) throw new InterruptedException();
                LockSupport.park(this);
            }
        } finally {
            waiting = null;
        }
    }
}
