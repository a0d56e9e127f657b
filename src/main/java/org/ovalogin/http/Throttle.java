package org.ovalogin.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How often clients may do something: a number of times at once, and then once in an interval. Of
/// IPv6 the network counts (/64), since one client has all of it. Remembers the clients that came
/// last, a bounded number. Thread-safe.
public final class Throttle {
    private static final int MOST_CLIENTS = 10_000;

    /// @param bits of IPv4 all, of IPv6 the first 64
    private record Client(boolean six, long bits) {
        static Client of(InetAddress address) {
            var bytes = ByteBuffer.wrap(address.getAddress());
            var six = bytes.remaining() > Integer.BYTES;
            return new Client(six, six ? bytes.getLong() : bytes.getInt());
        }
    }

    /// When each client is back to as if it had never come, in nanoseconds.
    private final Map<Client, Long> calmAt =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Client, Long> eldest) {
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

    /// Whether the client may now; if so, it is counted.
    public synchronized boolean admits(InetAddress address) {
        var client = Client.of(address);
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
