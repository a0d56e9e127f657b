package org.ovalogin.core.pin;

import java.time.Duration;
import org.ovalogin.core.input.Check;
import org.ovalogin.core.parameter.Unit;

/// The number of PINs hashed at a time, and a caller's longest wait for a turn.
///
/// @param threads hashing threads, each with the memory of one hash; more than one per core does
///   not help
/// @param waiting most callers who wait for a ticket; further callers are refused at once
/// @param patience a caller's longest wait for a ticket
public record HashSettings(int threads, int waiting, Duration patience) {
    /// Enough to keep a thread busy while the holders of other tickets use the database.
    private static final int TICKETS_PER_THREAD = 4;

    /// @throws IllegalArgumentException naming the setting, the value found and the values allowed
    public HashSettings {
        Check.range(threads, 1, 256, "hashing.threads");
        Check.range(waiting, 0, 100_000, "hashing.waiting");
        Unit.MILLISECONDS.check("hashing.patience", patience, 0, 60_000);
    }

    int tickets() {
        return threads * TICKETS_PER_THREAD;
    }
}
