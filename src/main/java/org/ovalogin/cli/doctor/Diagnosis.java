package org.ovalogin.cli.doctor;

/// What one look came to.
///
/// @param subject what was looked at, in a word or two
/// @param found in a line; no secrets
/// @param hint what to do; empty where there is nothing to do
public record Diagnosis(Level level, String subject, String found, String hint) {
    public enum Level {
        OK,
        /// It works, but not as well or as safely as it should; or it could not be looked at.
        WARNING,
        PROBLEM
    }

    public static Diagnosis ok(String subject, String found) {
        return new Diagnosis(Level.OK, subject, found, "");
    }

    public static Diagnosis warning(String subject, String found, String hint) {
        return new Diagnosis(Level.WARNING, subject, found, hint);
    }

    public static Diagnosis problem(String subject, String found, String hint) {
        return new Diagnosis(Level.PROBLEM, subject, found, hint);
    }
}
