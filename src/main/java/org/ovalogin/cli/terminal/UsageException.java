package org.ovalogin.cli.terminal;

/// The command line asks for something impossible; nothing was done.
public final class UsageException extends ShellException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        this(message, "");
    }

    UsageException(String message, String hint) {
        super(Kind.USAGE, message, hint);
    }
}
