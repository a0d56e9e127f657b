package org.ovalogin.core.mailbox;

/// A link in a letter, with which the mailbox's owner resets the PIN.
///
/// @param secret the link's last part
public record OwnLink(Mailbox mailbox, String secret) {
    /// Omits the secret.
    @Override
    public String toString() {
        return "OwnLink[%s]".formatted(mailbox.guid());
    }
}
