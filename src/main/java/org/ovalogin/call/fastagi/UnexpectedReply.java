package org.ovalogin.call.fastagi;

/// A reply that the command does not have. The message quotes nothing received, which may contain
/// keys.
final class UnexpectedReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedReply(String what) {
        super(what);
    }

    static UnexpectedReply of(String line) {
        if (line.startsWith("510")) return new UnexpectedReply("unknown command");
        if (line.startsWith("520")) return new UnexpectedReply("wrong use of the command");
        return new UnexpectedReply("something that is no AGI reply");
    }

    /// The same exception with the name of the command.
    UnexpectedReply to(String command) {
        var named = new UnexpectedReply("Asterisk replied to " + command + ": " + getMessage());
        named.initCause(this);
        return named;
    }
}
