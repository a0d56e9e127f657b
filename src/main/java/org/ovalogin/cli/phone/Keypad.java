package org.ovalogin.cli.phone;

import java.time.Duration;
import java.util.Optional;
import org.ovalogin.call.dialog.Key;

/// The fingers on the phone. [Channel] asks, under its lock, whenever a command of the server reads
/// keys.
interface Keypad {
    /// Every key of a telephone.
    String ALL = "0123456789*#";

    /// None for a character that is not on a telephone.
    static Optional<Key> key(int character) {
        return character > 0 && ALL.indexOf(character) >= 0
                ? Optional.of(new Key((char) character))
                : Optional.empty();
    }

    /// The next key, if one is pressed by now.
    ///
    /// @param wanted the keys the command can use, none for a sound that keys don't cut; any other
    ///   is lost
    Optional<Key> take(String wanted);

    /// A sound begins.
    void soundBegins();

    /// The server waits in silence, and there is no key for it. True when the caller hangs up
    /// rather than let it wait.
    boolean tiresOf(Duration wait);

    /// How long a sound takes here that lasts `length`.
    Duration playing(Duration length);
}
