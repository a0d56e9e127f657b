package org.ovalogin.cli.doctor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxKey;

/// This installation as Asterisk should know it.
///
/// @param listens where the server listens for Asterisk, running or not
/// @param server the running server's mark; empty: none runs
/// @param shared several servers may share the database
/// @param mailboxes empty: unknown, since the database can't be read
public record Expected(
        java.net.InetSocketAddress listens,
        Optional<String> server,
        boolean shared,
        Optional<Mailboxes> mailboxes) {

    /// @param primary each mailbox by its primary extension
    /// @param languages those that are set for some mailbox
    public record Mailboxes(
            List<DialPlan> dialPlans, List<MailboxKey> primary, Set<Language> languages) {}
}
