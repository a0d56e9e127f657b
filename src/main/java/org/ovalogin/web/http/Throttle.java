package org.ovalogin.web.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Limits an action of clients: a number of times at once, then once per interval. Remembers a
/// bounded number of the latest clients. Thread-safe.
public final class Throttle {
    private static final int MOST_CLIENTS = 10_000;

    /// Nano time at which the client's allowance is full again.
    private final Map<Object, Long> calmAt =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
                    return size() > MOST_CLIENTS;
                }
            };

    private final int atOnce;
    private final long interval;
    private final LongSupplier nanos;

    public Throttle(int atOnce, Duration interval) {
        this(atOnce, interval, System::nanoTime);
    }

    Throttle(int atOnce, Duration interval, LongSupplier nanos) {
        this.atOnce = atOnce;
        this.interval = interval.toNanos();
        this.nanos = nanos;
    }

    /// Whether the client may act now; if so, counts the action.
    public boolean admits(InetAddress address) {
        return admits((Object) ClientNetwork.of(address));
    }

    /// As above.
    ///
    /// @param client a value, such as an account's GUID
    public synchronized boolean admits(Object client) {
        var now = nanos.getAsLong();
        var calm = calmAt.getOrDefault(client, now);
        if (calm - now < 0) calm = now;
        if (calm - now > (atOnce - 1) * interval) return false;
        calmAt.put(client, calm + interval);
        return true;
    }

    synchronized int size() {
        return calmAt.size();
    }
}
