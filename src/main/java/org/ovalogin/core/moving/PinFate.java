package org.ovalogin.core.moving;

/// What becomes of a box's PIN. Told as counts only, never for one box.
public enum PinFate {
    STAYS("kept"),
    TO_BE_CHANGED("kept, to be changed at the first sign-in"),
    OWN_PHONE("kept for the own phone alone, to be changed there"),
    GENERATED("replaced by a generated one, when its letter is due"),
    NONE("without PIN, locked");

    private final String text;

    PinFate(String text) {
        this.text = text;
    }

    /// In English, to follow a number.
    public String text() {
        return text;
    }
}
