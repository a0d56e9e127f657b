package org.ovalogin.core.input;

/// The fault of one requested value.
///
/// @param field Exchange's parameter, such as `Extensions`; empty for the whole request
/// @param found empty if it is secret or missing
/// @param allowed in words, or empty
public record Finding(String field, Fault fault, String found, String allowed) {
    /// Characters of the value that a message quotes at most.
    private static final int LONGEST = 100;

    /// In English, without characters that steer a terminal, break a line or turn its direction.
    public String message() {
        return fault.message(quotable(), allowed);
    }

    private String quotable() {
        var clipped = found.length() <= LONGEST ? found : found.substring(0, LONGEST) + "…";
        return clipped.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "\uFFFD");
    }
}
