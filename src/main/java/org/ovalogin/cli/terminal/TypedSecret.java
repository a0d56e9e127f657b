package org.ovalogin.cli.terminal;

/// A PIN, token or password on its way to the server.
public record TypedSecret(String value) {
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
