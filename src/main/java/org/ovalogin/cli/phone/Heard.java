package org.ovalogin.cli.phone;

import org.ovalogin.call.dialog.Key;

/// What came while a command listened.
sealed interface Heard {
    record Pressed(Key key) implements Heard {}

    enum Nothing implements Heard {
        SILENCE,
        /// The server sent its next command, or left, without waiting for the reply to this one.
        INTERRUPTED,
        HUNG_UP
    }
}
