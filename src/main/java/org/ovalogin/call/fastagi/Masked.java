package org.ovalogin.call.fastagi;

import org.jspecify.annotations.Nullable;

/// An exception for the log: same names and stack, but no digit in any message. A library may have
/// quoted a number that the caller dialled.
final class Masked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Masked(String message, @Nullable Throwable cause) {
        super(message, cause, false, true);
    }

    static Masked of(Throwable exception) {
        return of(exception, 0);
    }

    private static Masked of(Throwable exception, int depth) {
        var message = exception.getMessage();
        var name = exception.getClass().getName();
        var cause = exception.getCause();
        var masked =
                new Masked(
                        message == null ? name : name + ": " + message.replaceAll("[0-9*#]", "?"),
                        // a longer chain is a cycle
                        cause == null || depth == 20 ? null : of(cause, depth + 1));
        masked.setStackTrace(exception.getStackTrace());
        return masked;
    }
}
