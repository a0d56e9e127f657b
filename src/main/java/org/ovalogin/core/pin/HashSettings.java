package org.ovalogin.core.pin;

import java.time.Duration;
import org.ovalogin.core.input.Check;

/// How many PINs are hashed at a time, and how long a caller waits for a turn.
///
/// @param threads that hash, each with the memory of one hash; one per core is the most that helps
/// @param waiting callers at most who wait for a ticket; those beyond get none at once
/// @param patience how long a caller waits for a ticket at most
public record HashSettings(int threads, int waiting, Duration patience) {
    /// Enough that a thread finds its next hash while the holders of other tickets are at the
    /// database.
    private static final int TICKETS_PER_THREAD = 4;

    /// @throws IllegalArgumentException naming the setting, what was found and what is allowed
    public HashSettings {
        Check.range(threads, 1, 256, "hashing.threads");
        Check.range(waiting, 0, 100_000, "hashing.waiting");
        Unit.MILLISECONDS.check("hashing.patience", patience, 0, 60_000);
    }

    int tickets() {
        return threads * TICKETS_PER_THREAD;
    }
}
