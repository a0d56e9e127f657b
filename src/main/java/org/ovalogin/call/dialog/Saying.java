package org.ovalogin.call.dialog;

/// A prompt as said once, with what its text leaves open: a number, or the digits of an extension.
///
/// @param argument decimal digits, or empty
public record Saying(Prompt prompt, String argument) {}
