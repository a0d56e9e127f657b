package org.ovalogin.core.moving;

/// The fate of a box's PIN. Shown as counts only, never for one box.
public enum PinFate {
    STAYS("kept"),
    TO_BE_CHANGED("kept, to be changed at the first sign-in"),
    OWN_PHONE("kept for the owner's phone only, to be changed there"),
    GENERATED("replaced by a generated one, when its letter is due"),
    NONE("without a PIN, locked");

    private final String text;

    PinFate(String text) {
        this.text = text;
    }

    /// English words that follow a number.
    public String text() {
        return text;
    }
}
