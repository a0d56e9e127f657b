package org.ovalogin.storage.database;

/// The installation is not in order, so nothing was started or changed. The hint says how to put it
/// right.
public final class SetUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    public SetUpException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public SetUpException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
