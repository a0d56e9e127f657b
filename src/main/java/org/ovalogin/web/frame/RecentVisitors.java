package org.ovalogin.web.frame;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;

/// The visitors whom the door admitted last, by their cookie's hash. The frame of an error page
/// needs them where nobody may wait for the database, or where it does not answer. They admit
/// nobody. Bounded; thread-safe.
public final class RecentVisitors {
    /// A visitor seen this recently needs no look-up for a frame.
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final int MOST = 2_000;

    private record Seen(SignedIn who, long at) {}

    private final Map<String, Seen> byHash =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
                    return size() > MOST;
                }
            };

    private final LongSupplier nanos;

    public RecentVisitors() {
        this(System::nanoTime);
    }

    RecentVisitors(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// @param who empty if the session is over
    synchronized void seen(String cookie, Optional<SignedIn> who) {
        var hash = OneTimeSecrets.hash(cookie);
        who.ifPresentOrElse(
                in -> byHash.put(hash, new Seen(in, nanos.getAsLong())), () -> byHash.remove(hash));
    }

    /// The visitor, however long ago.
    synchronized Optional<SignedIn> find(String cookie) {
        return Optional.ofNullable(byHash.get(OneTimeSecrets.hash(cookie))).map(Seen::who);
    }

    synchronized boolean isFresh(String cookie) {
        var seen = byHash.get(OneTimeSecrets.hash(cookie));
        return seen != null && nanos.getAsLong() - seen.at() < FRESH.toNanos();
    }
}
