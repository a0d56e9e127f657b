package org.ovalogin.lab;

/// The caller's end of a call that was answered. For one thread at a time.
interface Leg extends AutoCloseable {
    /// Presses the keys one after the other, as a quick caller does, and returns when the last one
    /// is out. Does nothing once the call is over.
    ///
    /// @param beforeLast run just before the last key
    void press(String keys, Runnable beforeLast);

    /// Hangs up; does nothing once the call is over.
    @Override
    void close();
}
