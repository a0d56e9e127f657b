package org.ovalogin.core.mailbox;

/// The old and the new value of a changed field. Never of a secret.
///
/// @param field Exchange's name of the parameter, such as `MinPINLength`
/// @param before empty: none
/// @param after empty: none
public record FieldChange(String field, String before, String after) {
    /// Characters kept of a value. A policy's texts have 512 at most; lists may have more.
    private static final int LONGEST = 512;

    public FieldChange {
        before = clipped(before);
        after = clipped(after);
    }

    /// For example `MinPINLength: 6 → 8`.
    public String inWords() {
        return "%s: %s → %s".formatted(field, shown(before), shown(after));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "–" : value;
    }

    private static String clipped(String value) {
        if (value.length() <= LONGEST) return value;
        // not between the two halves of a character
        var end = Character.isHighSurrogate(value.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return value.substring(0, end) + "…";
    }
}
