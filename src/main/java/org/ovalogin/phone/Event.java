package org.ovalogin.phone;

/// What happens between two commands.
sealed interface Event {
    record Command(String line) implements Event {}

    enum End implements Event {
        /// The caller is gone; comes once.
        HUNG_UP,
        SERVER_LEFT
    }
}
