package org.ovalogin.core.pin;

import java.util.Collection;
import java.util.random.RandomGenerator;

/// Makes PINs nobody has chosen.
public final class PinGenerator {
    /// At four digits one in ten is refused; this many in a row happen only where the extensions
    /// leave no PIN at all.
    private static final int TRIES = 10_000;

    private final RandomGenerator random;

    /// @param random a [java.security.SecureRandom], but for tests
    public PinGenerator(RandomGenerator random) {
        this.random = random;
    }

    /// A PIN of the policy's minimum length, each that breaks no rule being as likely as any other.
    /// Common patterns are avoided even where the policy allows them.
    ///
    /// @throws IllegalStateException when the extensions leave no PIN to choose
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
