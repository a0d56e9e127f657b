package org.ovalogin.core.moving;

import java.util.UUID;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.store.PinSafe;

/// A random PIN that nobody knows. It stands where a mailbox has no PIN yet, so that a comparison
/// takes as long as any other.
final class UnknownPin implements AutoCloseable {
    private final PinSafe safe;
    private final Pin pin;
    private final String hash;

    /// @param pin closed with this
    UnknownPin(PinSafe safe, Pin pin, String hash) {
        this.safe = safe;
        this.pin = pin;
        this.hash = hash;
    }

    String sealedFor(UUID mailbox) {
        return safe.sealHash(mailbox, hash, pin);
    }

    @Override
    public void close() {
        pin.close();
    }
}
