package org.ovalogin.core.input;

/// A setting outside its range. The message names parameter, value found and range.
public final class OutOfRange extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String found;
    private final String allowed;

    /// @param parameter Exchange's name
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
