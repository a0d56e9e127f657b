package org.ovalogin.core.moving;

/// What becomes of a box's PIN. Told as counts only, never for one box.
public enum PinFate {
    STAYS("PINs stay"),
    TO_BE_CHANGED("PINs open, and must be changed"),
    OWN_PHONE("PINs open from the own phone only, where they must be changed"),
    GENERATED("PINs are generated when their letter is due"),
    NONE("mailboxes have no PIN and are locked");

    private final String text;

    PinFate(String text) {
        this.text = text;
    }

    /// In English, to follow a number.
    public String text() {
        return text;
    }
}
