package org.ovalogin.call.fastagi;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Lines of one connection that the call has not read yet, from the event loop's thread to the
/// call's. Nobody is woken before [#wake(long)]: so many lines cost one change of threads, and a
/// time that is waited for costs no timer.
final class Lines {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /// Counted, since the queue would have to walk along all of them to tell.
    private final AtomicInteger count = new AtomicInteger();

    private final AtomicInteger chars = new AtomicInteger();
    private volatile boolean ended;
    private volatile long end;
    private volatile @Nullable Thread waiting;

    /// Adds a line, unless it is one more than `most` or they have more than `mostChars` then.
    boolean add(String line, int most, int mostChars) {
        if (chars.addAndGet(line.length() + 1) > mostChars) return false;
        if (count.incrementAndGet() > most) return false;
        lines.add(line);
        return true;
    }

    /// There will be no more.
    void end() {
        ended = true;
    }

    /// Whether all that there will ever be have been read.
    boolean exhausted() {
        return ended && lines.isEmpty();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// Has the call look again, if it waits and there is something to see.
    ///
    /// @param now by [System#nanoTime()]
    void wake(long now) {
        var thread = waiting;
        if (thread != null && (!lines.isEmpty() || ended || now - end >= 0))
            LockSupport.unpark(thread);
    }

    /// The next line, waited for. Null once they are [#exhausted()], else when it is too late.
    ///
    /// @param latest by [System#nanoTime()]; noticed at the [#wake(long)] after it
    @Nullable String next(long latest) throws InterruptedException {
        end = latest;
        waiting = Thread.currentThread();
        try {
            while (true) {
                var last = ended; // asked first: what came before the end is read
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
