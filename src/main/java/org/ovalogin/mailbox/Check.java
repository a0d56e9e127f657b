package org.ovalogin.mailbox;

import java.util.regex.Pattern;
import org.ovalogin.pin.OutOfRange;

/// The checks of compact constructors; a message names the value, what was found and what is
/// allowed.
final class Check {
    private Check() {}

    static void range(long found, long lowest, long highest, String name) {
        if (found < lowest || found > highest) {
            throw new OutOfRange(name, found, "%d to %d".formatted(lowest, highest));
        }
    }

    static void matches(Pattern allowed, String found, String name, String inWords) {
        if (!allowed.matcher(found).matches()) {
            throw new OutOfRange(name, "'" + found + "'", inWords);
        }
    }
}
