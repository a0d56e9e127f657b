package org.ovalogin.pin;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A PIN as it is dialled: 4 to 24 decimal digits. It does not print.
public final class Pin extends Secret {
    public static final int SHORTEST = 4;
    public static final int LONGEST = 24;

    private final String digits;

    private Pin(String digits) {
        this.digits = digits;
    }

    /// Empty for anything but 4 to 24 ASCII digits.
    public static Optional<Pin> of(String digits) {
        return digits.length() >= SHORTEST && digits.length() <= LONGEST && allDigits(digits)
                ? Optional.of(new Pin(digits))
                : Optional.empty();
    }

    static boolean allDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    public String digits() {
        return digits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pin that && digits.equals(that.digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    @Override
    byte[] bytes() {
        return digits.getBytes(StandardCharsets.US_ASCII);
    }
}
