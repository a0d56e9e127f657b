package org.ovalogin.core.moving;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The rules for the PINs of the boxes.
///
/// @param lifetime of PINs that must be changed
/// @param from beginning of that lifetime; empty: the import
public record OldPinRules(
        Treatment treatment, Weak weak, Duration lifetime, Optional<Instant> from) {

    public static final OldPinRules KEEP =
            new OldPinRules(Treatment.KEEP, Weak.OWN_PHONE, Duration.ofDays(60), Optional.empty());

    /// @throws IllegalArgumentException if the lifetime is not positive
    public OldPinRules {
        if (!lifetime.isPositive())
            throw new IllegalArgumentException(
                    "the lifetime of temporary PINs is %s; allowed: at least an hour"
                            .formatted(lifetime));
    }

    public enum Treatment {
        /// PINs open here as they did there, as far as they are safe.
        KEEP,
        /// Generated when the letter is due.
        NEW,
        /// No PIN; locked by administrator.
        NONE
    }

    /// The treatment of a PIN that breaks a pattern rule.
    public enum Weak {
        /// It opens from the own, trusted phone only, where it must be changed.
        OWN_PHONE,
        /// A generated one replaces it.
        NEW
    }
}
