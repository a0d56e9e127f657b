package org.ovalogin.core.administration;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ovalogin.core.bulk.JobTurns;
import org.ovalogin.core.store.MailboxStore;

/// The runner of bulk jobs, whose pauses a test hears of instead of waiting.
public final class RunnerAtWork {
    private RunnerAtWork() {}

    /// @param letterMayGo asked before each letter
    public static JobRunner of(
            MailboxStore store,
            Administration administration,
            JobTurns turns,
            BooleanSupplier letterMayGo,
            Consumer<Duration> pause) {
        return new JobRunner(
                store, new JobStep(store, administration.pins()), turns, letterMayGo, pause);
    }
}
