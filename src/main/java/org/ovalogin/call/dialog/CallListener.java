package org.ovalogin.call.dialog;

import java.time.Duration;

/// Hears of calls in numbers and times, and nothing of who calls or what is keyed. Called on the
/// calls' own threads, so it is quick and never throws.
public interface CallListener {
    CallListener NONE = new CallListener() {};

    default void began() {}

    /// @param wait from a caller's keys to our next command
    default void replied(Duration wait) {}

    /// @param wait from a caller's entry to its verdict, the queue for the hash included
    default void judged(Duration wait) {}

    default void ended(Ending how) {}
}
