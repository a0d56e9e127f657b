package org.ovalogin.core.pin;

/// A hash cannot be computed, or a text is no hash. Never means a wrong PIN; the message has
/// neither digits nor hash.
public final class HashException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HashException(String message) {
        super(message);
    }

    HashException(String message, Throwable cause) {
        super(message, cause);
    }
}
