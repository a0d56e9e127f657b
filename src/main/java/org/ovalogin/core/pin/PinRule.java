package org.ovalogin.core.pin;

/// A rule that a PIN breaks. In the order in which they are told.
public sealed interface PinRule {
    record TooShort(int minimum) implements PinRule {}

    record TooLong(int maximum) implements PinRule {}

    /// Every digit one more, or every digit one less, than the one before.
    record Sequential() implements PinRule {}

    /// One digit only.
    record Repeated() implements PinRule {}

    /// The end of an extension of the mailbox, or a whole extension with something around it.
    record ContainsExtension() implements PinRule {}

    /// A short block over and over, a date, a line on the keypad, or one of the PINs most chosen.
    record Common() implements PinRule {}

    record UsedBefore() implements PinRule {}
}
