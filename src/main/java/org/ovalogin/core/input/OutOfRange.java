package org.ovalogin.core.input;

/// A setting that is not allowed; the message says all three parts in a sentence.
public final class OutOfRange extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String found;
    private final String allowed;

    /// @param parameter Exchange's name of it
    public OutOfRange(String parameter, Object found, String allowed) {
        super("%s is %s, allowed: %s".formatted(parameter, found, allowed));
        this.parameter = parameter;
        this.found = found.toString();
        this.allowed = allowed;
    }

    public String parameter() {
        return parameter;
    }

    public String found() {
        return found;
    }

    public String allowed() {
        return allowed;
    }
}
