package org.ovalogin.cli.terminal;

/// A line of the shell, or one object of its pipeline, has failed. Neither message nor hint ever
/// holds a typed PIN or password.
public class ShellException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Kind of failure, for the exit code.
    public enum Kind {
        FAILED(1),
        USAGE(2),
        NOT_FOUND(3),
        DENIED(4),
        UNREACHABLE(5);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;
    private final String hint;
    private final String cmdlet;
    private final int line;

    public ShellException(Kind kind, String message, String hint) {
        this(kind, message, hint, "", 0, null);
    }

    private ShellException(
            Kind kind,
            String message,
            String hint,
            String cmdlet,
            int line,
            @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.hint = hint;
        this.cmdlet = cmdlet;
        this.line = line;
    }

    public static ShellException usage(String message, String hint) {
        return new ShellException(Kind.USAGE, message, hint);
    }

    public static ShellException failed(String message, String hint) {
        return new ShellException(Kind.FAILED, message, hint);
    }

    /// The same, said of a cmdlet, unless it was said of one before.
    public ShellException of(String name) {
        return attributed() ? this : new ShellException(kind, said(), hint, name, line, this);
    }

    /// The same, with the line of the script it is in, from 1.
    public ShellException inLine(int number) {
        return line > 0 ? this : new ShellException(kind, said(), hint, cmdlet, number, this);
    }

    /// The same, about one of the objects of a pipeline.
    public ShellException about(String object) {
        return new ShellException(kind, object + ": " + said(), hint, cmdlet, line, this);
    }

    public boolean attributed() {
        return !cmdlet.isEmpty();
    }

    /// Whether other objects of the pipeline may still succeed.
    public boolean ofOneObject() {
        return kind == Kind.FAILED || kind == Kind.NOT_FOUND || kind == Kind.USAGE;
    }

    public Kind kind() {
        return kind;
    }

    /// Advice, or empty.
    public String hint() {
        return hint;
    }

    /// As PowerShell has it: `Set-UMMailboxPIN : …`.
    public String told() {
        var where = line > 0 ? "line " + line + ": " : "";
        return where + (cmdlet.isEmpty() ? "ova" : cmdlet) + " : " + said();
    }

    public String said() {
        return String.valueOf(getMessage());
    }
}
