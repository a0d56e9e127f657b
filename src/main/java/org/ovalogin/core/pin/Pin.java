package org.ovalogin.core.pin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A PIN as it is dialled: 4 to 24 decimal digits. Not printable.
public final class Pin extends Secret {
    public static final int SHORTEST = 4;
    public static final int LONGEST = 24;

    private Pin(byte[] digits) {
        super(digits);
    }

    /// Empty for anything but 4 to 24 ASCII digits.
    public static Optional<Pin> of(String digits) {
        return digits.length() >= SHORTEST && digits.length() <= LONGEST && allDigits(digits)
                ? Optional.of(new Pin(digits.getBytes(StandardCharsets.US_ASCII)))
                : Optional.empty();
    }

    static boolean allDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// A copy for a holder that outlives this one.
    public Pin copy() {
        return new Pin(bytes());
    }

    /// As text, which cannot be wiped: for the rules, the letter, and the display of a new PIN.
    public String digits() {
        var bytes = bytes();
        try {
            return new String(bytes, StandardCharsets.US_ASCII);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pin that && same(that);
    }

    @Override
    public int hashCode() {
        return digits().hashCode();
    }
}
