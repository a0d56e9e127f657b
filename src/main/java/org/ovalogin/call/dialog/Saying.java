package org.ovalogin.call.dialog;

/// A prompt with the value of its gap: a number, or the digits of an extension.
///
/// @param argument decimal digits, or empty
public record Saying(Prompt prompt, String argument) {}
