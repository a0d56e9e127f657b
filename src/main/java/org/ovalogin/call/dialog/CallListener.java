package org.ovalogin.call.dialog;

import java.time.Duration;

/// Receives numbers and times of calls, never callers or keys. Runs on the calls' own threads, so
/// it must be quick and must not throw.
public interface CallListener {
    CallListener NONE = new CallListener() {};

    default void began() {}

    /// @param wait time from the caller's keys to our next command
    default void replied(Duration wait) {}

    /// @param wait time from the caller's entry to the verdict, including the queue for the hash
    default void judged(Duration wait) {}

    default void ended(Ending how) {}
}
