package org.ovalogin.cli.phone;

/// What happens between two commands.
sealed interface PhoneEvent {
    record Command(String line) implements PhoneEvent {}

    enum End implements PhoneEvent {
        /// The caller is gone; comes once.
        HUNG_UP,
        SERVER_LEFT
    }
}
