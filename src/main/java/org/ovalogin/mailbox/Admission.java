package org.ovalogin.mailbox;

/// The right to be in, given after the commit that made it true.
///
/// @param mailbox as committed
/// @param failedBefore failed attempts since the last sign-in, which the caller is to hear of
public record Admission(Mailbox mailbox, Level level, int failedBefore) {
    public enum Level {
        PIN,
        /// Let in for the phone it calls from; personal options ask for the PIN.
        PINLESS
    }
}
