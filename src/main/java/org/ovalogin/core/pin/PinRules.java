package org.ovalogin.core.pin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The rules for a PIN, except history, which needs the hashes.
public final class PinRules {
    /// Digits of the shortest extension that counts as a hint. Too many PINs contain a shorter one.
    private static final int SHORTEST_TELLING_EXTENSION = 3;

    private PinRules() {}

    /// Checks dialled or typed digits of any length.
    ///
    /// @throws IllegalArgumentException for anything but ASCII digits
    public static PinCheck check(String digits, PinPolicy policy, Collection<String> extensions) {
        if (!Pin.allDigits(digits)) {
            throw new IllegalArgumentException("a PIN has digits only, found something else");
        }
        return Pin.of(digits)
                .map(pin -> verdict(pin, broken(pin, policy, extensions)))
                .orElseGet(() -> new PinCheck.Refused(List.of(wrongLength(digits, policy))));
    }

    /// Every rule that the PIN breaks, in the order of messages; empty for a good PIN.
    public static List<PinRule> broken(Pin pin, PinPolicy policy, Collection<String> extensions) {
        var digits = pin.digits();
        var broken = new ArrayList<PinRule>();
        if (digits.length() < policy.minPinLength()) {
            broken.add(new PinRule.TooShort(policy.minPinLength()));
        }
        var strict = !policy.allowCommonPatterns();
        if (strict && sequential(digits)) broken.add(new PinRule.Sequential());
        if (strict && stepsBy(0, digits)) broken.add(new PinRule.Repeated());
        if (extensions.stream().anyMatch(extension -> tells(digits, extension))) {
            broken.add(new PinRule.ContainsExtension());
        }
        if (strict && CommonPins.contain(digits)) broken.add(new PinRule.Common());
        return List.copyOf(broken);
    }

    private static PinCheck verdict(Pin pin, List<PinRule> broken) {
        return broken.isEmpty() ? new PinCheck.Allowed(pin) : new PinCheck.Refused(broken);
    }

    private static PinRule wrongLength(String digits, PinPolicy policy) {
        return digits.length() > Pin.LONGEST
                ? new PinRule.TooLong(Pin.LONGEST)
                : new PinRule.TooShort(policy.minPinLength());
    }

    private static boolean sequential(String digits) {
        return stepsBy(1, digits) || stepsBy(-1, digits);
    }

    private static boolean stepsBy(int step, String digits) {
        for (var i = 1; i < digits.length(); i++) {
            if (digits.charAt(i) - digits.charAt(i - 1) != step) return false;
        }
        return true;
    }

    private static boolean tells(String digits, String extension) {
        return extension.endsWith(digits)
                || (extension.length() >= SHORTEST_TELLING_EXTENSION && digits.contains(extension));
    }
}
