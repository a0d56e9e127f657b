package org.ovalogin.core.input;

import java.util.regex.Pattern;

/// The checks of compact constructors. A message names the value, what was found and what is
/// allowed.
public final class Check {
    private Check() {}

    public static void range(long found, long lowest, long highest, String name) {
        if (found < lowest || found > highest) {
            throw new OutOfRange(name, found, "%d to %d".formatted(lowest, highest));
        }
    }

    public static void matches(Pattern allowed, String found, String name, String inWords) {
        if (!allowed.matcher(found).matches()) {
            throw new OutOfRange(name, "'" + found + "'", inWords);
        }
    }
}
