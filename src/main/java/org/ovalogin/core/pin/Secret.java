package org.ovalogin.core.pin;

import java.security.MessageDigest;
import java.util.Arrays;

/// A PIN or a password. Not printable, stored as a hash only. Closing wipes it; it cannot be used
/// afterwards. Thread-safe.
public abstract sealed class Secret implements AutoCloseable permits Pin, Password {
    private final byte[] utf8;
    private boolean wiped;

    /// @param utf8 not copied
    Secret(byte[] utf8) {
        this.utf8 = utf8;
    }

    /// A copy; the caller wipes it.
    ///
    /// @throws IllegalStateException after it was wiped: zeros must be neither hashed nor compared
    final synchronized byte[] bytes() {
        if (wiped) throw new IllegalStateException("the secret has been wiped");
        return utf8.clone();
    }

    final boolean same(Secret other) {
        var own = bytes();
        var theirs = other.bytes();
        try {
            return MessageDigest.isEqual(own, theirs);
        } finally {
            Arrays.fill(own, (byte) 0);
            Arrays.fill(theirs, (byte) 0);
        }
    }

    @Override
    public final synchronized void close() {
        wiped = true;
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }
}
