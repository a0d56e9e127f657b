package org.ovalogin.mailbox;

import java.util.Optional;
import java.util.UUID;
import org.ovalogin.pin.Pin;
import org.ovalogin.pin.Vault;
import org.ovalogin.pin.VaultContext;

/// Puts hashes and PINs under the key that is not in the store, each bound to where it belongs, so
/// that a sealed text moved to another row opens nothing.
public final class PinSafe {
    private final Vault vault;

    public PinSafe(Vault vault) {
        this.vault = vault;
    }

    String sealHash(UUID mailbox, String hash) {
        return vault.seal(hash, hashContext(mailbox));
    }

    String hash(UUID mailbox, String sealed) {
        return vault.open(sealed, hashContext(mailbox));
    }

    /// A notice which carries the mailbox's new PIN to the recipient.
    Notice withPin(Notice notice, Pin pin) {
        return new Notice(
                notice.id(),
                notice.mailbox(),
                notice.kind(),
                notice.recipient(),
                notice.createdAt(),
                notice.by(),
                notice.failures(),
                Optional.of(vault.seal(pin.digits(), noticeContext(notice))),
                notice.pinVersion());
    }

    /// The PIN that a notice carries, for the mailer alone.
    public Optional<String> pin(Notice notice) {
        return notice.sealedPin().map(text -> vault.open(text, noticeContext(notice)));
    }

    private static VaultContext hashContext(UUID mailbox) {
        return VaultContext.of("pin hash", mailbox.toString());
    }

    private static VaultContext noticeContext(Notice notice) {
        return VaultContext.of(
                "notice", notice.id().toString(), notice.mailbox().toString(), notice.recipient());
    }
}
