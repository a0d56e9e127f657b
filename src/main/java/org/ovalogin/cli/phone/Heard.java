package org.ovalogin.cli.phone;

import org.ovalogin.call.dialog.Key;

/// The event that a listening command received.
sealed interface Heard {
    record Pressed(Key key) implements Heard {}

    enum Nothing implements Heard {
        SILENCE,
        /// The server sent its next command or left, without waiting for this reply.
        INTERRUPTED,
        HUNG_UP
    }
}
