package org.ovalogin.cli.phone;

import java.time.Duration;
import java.util.Optional;
import org.ovalogin.call.dialog.Key;

/// The caller's fingers. [Channel] asks them, under its lock, whenever a command reads keys.
interface Keypad {
    /// Every key of a telephone.
    String ALL = "0123456789*#";

    /// Empty for a character that is not on a telephone.
    static Optional<Key> key(int character) {
        return character > 0 && ALL.indexOf(character) >= 0
                ? Optional.of(new Key((char) character))
                : Optional.empty();
    }

    /// The next key, if one has been pressed by now.
    ///
    /// @param wanted the keys that the command can use, none for a sound that keys don't cut; any
    ///   other is lost
    Optional<Key> take(String wanted);

    /// A sound begins.
    void soundBegins();

    /// The server waits in silence, and there is no key for it. True if the caller hangs up
    /// instead.
    boolean tiresOf(Duration wait);

    /// The time that a sound of `length` takes here.
    Duration playing(Duration length);
}
