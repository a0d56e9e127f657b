package org.ovalogin.core.pin;

/// A hash that could not be computed, or text that is none. Never means a wrong PIN; the message
/// has neither digits nor hash.
public final class HashException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HashException(String message) {
        super(message);
    }

    HashException(String message, Throwable cause) {
        super(message, cause);
    }
}
