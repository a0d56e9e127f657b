package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovalogin.core.pin.PinPolicy;

/// The current PIN of a mailbox: its hash and history.
///
/// @param sealed the Argon2id hash, encrypted
/// @param version rises with every new PIN; a verdict on an older one is void
/// @param byOwner the owner chose it on the phone; otherwise it was generated, or set by enabling
///   or a reset
/// @param setAt when it became the PIN
/// @param signedIn it has been entered correctly at least once
public record PinState(
        String sealed,
        long version,
        boolean byOwner,
        Instant setAt,
        PinValidity validity,
        boolean signedIn) {

    /// Policy alone bounds its validity.
    public PinState(
            String sealed,
            long version,
            boolean byOwner,
            Instant setAt,
            boolean mustChange,
            boolean signedIn) {
        this(sealed, version, byOwner, setAt, PinValidity.of(mustChange), signedIn);
    }

    /// It only opens the change of PIN (Exchange's `PinExpired`).
    public boolean mustChange() {
        return validity.mustChange();
    }

    /// It opens from the mailbox's own, trusted phone; from elsewhere it is refused like a wrong
    /// one.
    public boolean ownPhoneOnly() {
        return validity.ownPhoneOnly();
    }

    /// Set for the owner and not changed yet.
    public boolean temporary() {
        return !byOwner && mustChange();
    }

    /// Set for the owner, but not replaced in time. It opens nothing any more.
    public boolean lapsed(PinPolicy policy, Instant now) {
        return lapse(policy).filter(at -> !now.isBefore(at)).isPresent();
    }

    /// The earliest time at which it lapses, or must be changed because of its age; empty: never.
    public Optional<Instant> ends(PinPolicy policy) {
        return Stream.of(lapse(policy), expires(policy))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /// When it lapses unless the owner replaces it; empty: never.
    public Optional<Instant> lapse(PinPolicy policy) {
        if (byOwner || (signedIn && !mustChange())) return Optional.empty();
        return validity.lapsesAt().or(() -> policy.temporaryPinLifetime().map(setAt::plus));
    }

    /// When it will be older than `PINLifetime`; empty: never.
    public Optional<Instant> expires(PinPolicy policy) {
        return policy.pinLifetime().map(setAt::plus);
    }

    /// Older than `PINLifetime`.
    public boolean expired(PinPolicy policy, Instant now) {
        return expires(policy).filter(at -> !now.isBefore(at)).isPresent();
    }

    /// The owner's last change is less than `MinPINAge` ago. PINs that others set have no such age.
    public boolean tooYoung(PinPolicy policy, Instant now) {
        var age = policy.minPinAge();
        // Without the second condition a clock set back would stop those who need not wait.
        return byOwner && !age.isZero() && now.isBefore(setAt.plus(age));
    }

    /// This version of the PIN has signed in.
    public PinState used() {
        return new PinState(sealed, version, byOwner, setAt, validity, true);
    }

    /// The same PIN with a new hash.
    public PinState rehashed(String newSealed) {
        return new PinState(newSealed, version, byOwner, setAt, validity, signedIn);
    }

    public PinState chosen(String newSealed, Instant now) {
        return new PinState(newSealed, version + 1, true, now, false, true);
    }

    public PinState given(String newSealed, Instant now, boolean toBeChanged) {
        return new PinState(newSealed, version + 1, false, now, toBeChanged, false);
    }

    @Override
    public String toString() {
        return "PinState[version=%d, byOwner=%s, setAt=%s, mustChange=%s]"
                .formatted(version, byOwner, setAt, mustChange());
    }
}
