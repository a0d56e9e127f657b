package org.ovalogin.call.dialog;

/// How far a caller has got.
public enum CallStage {
    /// The welcome, and which extension it is.
    EXTENSION,
    PIN,
    /// An entry is being judged.
    VERDICT,
    NEW_PIN,
    MENU
}
