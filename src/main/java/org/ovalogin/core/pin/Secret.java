package org.ovalogin.core.pin;

import java.security.MessageDigest;
import java.util.Arrays;

/// What somebody proves who they are with. It does not print, and is kept as a hash only. Closing
/// it wipes it, and then it is good for nothing. Thread-safe.
public abstract sealed class Secret implements AutoCloseable permits Pin, Password {
    private final byte[] utf8;
    private boolean wiped;

    /// @param utf8 not copied
    Secret(byte[] utf8) {
        this.utf8 = utf8;
    }

    /// A copy, to be wiped by who asked for it.
    ///
    /// @throws IllegalStateException when it was wiped: zeros must be neither hashed nor compared
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
