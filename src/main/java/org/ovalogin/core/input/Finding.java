package org.ovalogin.core.input;

/// What is wrong with one thing that was asked for.
///
/// @param field Exchange's parameter, like `Extensions`; empty where it is the whole
/// @param found empty where it is secret, or there is nothing
/// @param allowed in words, or empty
public record Finding(String field, Fault fault, String found, String allowed) {
    /// What a message quotes of it at most.
    private static final int LONGEST = 100;

    /// In English, without what could steer a terminal, break a line or turn its direction.
    public String message() {
        return fault.message(quotable(), allowed);
    }

    private String quotable() {
        var clipped = found.length() <= LONGEST ? found : found.substring(0, LONGEST) + "…";
        return clipped.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "\uFFFD");
    }
}
