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
        var expiry = policy.pinLifetime().map(setAt::plus);
        return Stream.of(lapse(policy), expiry)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /// When it lapses unless the owner replaces it; empty: never.
    public Optional<Instant> lapse(PinPolicy policy) {
        if (byOwner || (signedIn && !mustChange())) return Optional.empty();
        return validity.lapsesAt().or(() -> policy.temporaryPinLifetime().map(setAt::plus));
    }

    /// Older than `PINLifetime`.
    public boolean expired(PinPolicy policy, Instant now) {
        return policy.pinLifetime().filter(d -> !now.isBefore(setAt.plus(d))).isPresent();
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
