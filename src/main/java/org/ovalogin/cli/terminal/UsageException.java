package org.ovalogin.cli.terminal;

/// The command line asks for something that there is not; nothing was done.
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
