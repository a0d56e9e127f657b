package org.ovalogin.cli.phone;

/// An event between two commands.
sealed interface PhoneEvent {
    record Command(String line) implements PhoneEvent {}

    enum End implements PhoneEvent {
        /// The caller has hung up; comes once.
        HUNG_UP,
        SERVER_LEFT
    }
}
