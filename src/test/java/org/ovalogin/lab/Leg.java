package org.ovalogin.lab;

/// The caller's end of an answered call. For one thread at a time.
interface Leg extends AutoCloseable {
    /// Presses the keys one after the other, like a quick caller, and returns after the last one.
    /// Does nothing once the call is over.
    ///
    /// @param beforeLast runs just before the last key
    void press(String keys, Runnable beforeLast);

    /// Hangs up; does nothing once the call is over.
    @Override
    void close();
}
