package org.ovalogin.call.dialog;

/// A caller's progress in the call.
public enum CallStage {
    /// The welcome and the question for the extension.
    EXTENSION,
    PIN,
    /// An entry is being judged.
    VERDICT,
    NEW_PIN,
    MENU
}
