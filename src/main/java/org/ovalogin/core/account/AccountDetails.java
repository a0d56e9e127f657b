package org.ovalogin.core.account;

import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.Blanks;

/// The changeable properties of an account, without its password.
///
/// @param address e-mail address; a mailbox with this address counts as the account's own
/// @param mailbox the account's own mailbox, whatever its address
/// @param enabled false: nobody signs in with it
public record AccountDetails(
        Role role, Optional<String> address, Optional<UUID> mailbox, boolean enabled) {
    public AccountDetails {
        address = address.map(Blanks::trimmed);
    }
}
