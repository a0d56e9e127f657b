package org.ovalogin.core.pin;

import java.util.Collection;
import java.util.random.RandomGenerator;

/// Makes random PINs.
public final class PinGenerator {
    /// Most tries for one PIN. With four digits, one in ten is refused; so many in a row only
    /// happen if the extensions leave no PIN.
    private static final int TRIES = 10_000;

    private final RandomGenerator random;

    /// @param random a [java.security.SecureRandom], except in tests
    public PinGenerator(RandomGenerator random) {
        this.random = random;
    }

    /// A PIN of the policy's minimum length; all PINs that break no rule are equally likely. Avoids
    /// common patterns even if the policy allows them.
    ///
    /// @throws IllegalStateException if the extensions leave no PIN
    public Pin generate(PinPolicy policy, Collection<String> extensions) {
        var strict = policy.with(draft -> draft.allowCommonPatterns = false);
        for (var i = 0; i < TRIES; i++) {
            var digits = digits(strict.minPinLength());
            if (PinRules.check(digits, strict, extensions) instanceof PinCheck.Allowed(var pin)) {
                return pin;
            }
        }
        throw new IllegalStateException(
                "no PIN of %d digits keeps the rules beside %d extensions"
                        .formatted(strict.minPinLength(), extensions.size()));
    }

    private String digits(int length) {
        var digits = new StringBuilder(length);
        for (var i = 0; i < length; i++) digits.append((char) ('0' + random.nextInt(10)));
        return digits.toString();
    }
}
