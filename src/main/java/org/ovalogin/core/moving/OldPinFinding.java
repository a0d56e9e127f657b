package org.ovalogin.core.moving;

/// The rules' finding about a box's PIN. Shown as counts only, never for one box.
public enum OldPinFinding {
    GOOD("good"),
    TOO_SHORT("too short"),
    SEQUENTIAL("with digits in sequence"),
    REPEATED("with one digit repeated"),
    CONTAINS_EXTENSION("with an extension in it, or part of one"),
    COMMON("too easy to guess"),
    EQUALS_EXTENSION("equal to the extension"),
    EMPTY("empty"),
    NO_PIN("not of 4 to 24 digits");

    private final String text;

    OldPinFinding(String text) {
        this.text = text;
    }

    /// English words that follow a number, as in `7 too short`.
    public String text() {
        return text;
    }
}
