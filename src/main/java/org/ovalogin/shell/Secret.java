package org.ovalogin.shell;

/// A PIN, token or password on its way to the server.
record Secret(String value) {
    @Override
    public String toString() {
        return "Secret[…]";
    }
}
