package org.ovalogin.core.vault;

/// A sealed text that does not open. Names the key and the purpose, never the content.
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    VaultException(String message) {
        super(message);
    }

    VaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
