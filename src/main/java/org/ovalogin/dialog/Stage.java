package org.ovalogin.dialog;

/// How far a caller has got.
public enum Stage {
    /// The welcome, and which extension it is.
    EXTENSION,
    PIN,
    /// An entry is being judged.
    VERDICT,
    NEW_PIN,
    MENU
}
