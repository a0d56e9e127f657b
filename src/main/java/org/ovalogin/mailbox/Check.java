package org.ovalogin.mailbox;

import java.util.regex.Pattern;

/// The checks of compact constructors; a message names the value, what was found and what is
/// allowed.
final class Check {
    private Check() {}

    static void range(long found, long lowest, long highest, String name) {
        if (found < lowest || found > highest) {
            throw new IllegalArgumentException(
                    "%s '%d': allowed is %d to %d".formatted(name, found, lowest, highest));
        }
    }

    static void matches(Pattern allowed, String found, String name, String inWords) {
        if (!allowed.matcher(found).matches()) {
            throw new IllegalArgumentException(
                    "%s '%s': allowed is %s".formatted(name, found, inWords));
        }
    }
}
