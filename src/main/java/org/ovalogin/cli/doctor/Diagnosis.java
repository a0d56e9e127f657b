package org.ovalogin.cli.doctor;

/// The result of one check.
///
/// @param subject the checked thing, in a word or two
/// @param found one line without secrets
/// @param hint the remedy; empty if none is needed
public record Diagnosis(Level level, String subject, String found, String hint) {
    public enum Level {
        OK,
        /// It works, but not as well or as safely as it should; or it could not be checked.
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
