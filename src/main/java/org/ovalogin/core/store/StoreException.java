package org.ovalogin.core.store;

/// The store did not do it, or it is not known whether it did. Nothing may be opened on the
/// strength of it.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
