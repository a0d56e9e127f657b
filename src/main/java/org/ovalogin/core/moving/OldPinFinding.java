package org.ovalogin.core.moving;

/// What the rules say of a box's PIN. Told as counts only, never for one box.
public enum OldPinFinding {
    GOOD("are good"),
    TOO_SHORT("are too short"),
    SEQUENTIAL("have their digits in sequence"),
    REPEATED("repeat one digit"),
    CONTAINS_EXTENSION("contain an extension or are a part of it"),
    COMMON("are too easy to guess"),
    EQUALS_EXTENSION("equal their extension"),
    EMPTY("are empty"),
    NO_PIN("are not 4 to 24 digits");

    private final String text;

    OldPinFinding(String text) {
        this.text = text;
    }

    /// In English, to follow a number: `7 equal their extension`.
    public String text() {
        return text;
    }
}
