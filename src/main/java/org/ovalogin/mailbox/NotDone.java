package org.ovalogin.mailbox;

/// What an administrator asked for was not done, and nothing has changed. The message says what was
/// found and what is allowed; the hint, where there is one, what to do.
public final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    NotDone(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /// One sentence, or empty.
    public String hint() {
        return hint;
    }
}
