package org.ovalogin.core.parameter;

/// A heading over parameters in forms. The parameters of a group stand together everywhere.
public enum ParameterGroup {
    /// A policy's rules for PINs.
    RULES,
    EXPIRY,
    LOCKOUT,
    LETTERS,
    /// Lengths and entry of a dial plan's extensions.
    EXTENSIONS,
    CALLS,
    /// Language and times.
    LANGUAGE,
    /// The other side's names.
    ASTERISK
}
