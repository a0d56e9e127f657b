package org.ovalogin.pin;

/// What somebody proves who they are with. It does not print, and is kept as a hash only.
public abstract sealed class Secret permits Pin, Password {
    Secret() {}

    /// To be wiped by who asked for them.
    abstract byte[] bytes();

    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }
}
