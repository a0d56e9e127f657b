package org.ovalogin.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;

/// Finds mailboxes. For one thread, within one transaction.
public interface MailboxLookup {
    /// Enough to name those that an ambiguous name may mean.
    int SEVERAL = 11;

    Optional<Mailbox> find(MailboxKey key);

    Optional<Mailbox> find(UUID guid);

    /// Mailboxes with this primary address, without regard to case; [#SEVERAL] at most.
    List<Mailbox> withAddress(String address);

    /// Like [#withAddress], but up to `most`, in the order of dial plan and primary extension.
    List<Mailbox> sharing(String address, int most);

    /// Without regard to case.
    Optional<Mailbox> withAlias(String alias);

    /// Mailboxes with this display name, without regard to case; [#SEVERAL] at most.
    List<Mailbox> named(String displayName);

    /// Mailboxes with this extension in any dial plan; [#SEVERAL] at most.
    List<Mailbox> withExtension(String extension);

    /// Mailboxes with this text before the `@` of the address, in either case; [#SEVERAL] at most.
    List<Mailbox> withLocalPart(String localPart);

    /// With an address, a display name or an extension that begins with the text, without regard to
    /// case.
    List<Mailbox> beginning(String text, int most);

    /// In the order of dial plan and primary extension.
    List<Mailbox> all();

    /// In the order of dial plan and primary extension; with a text the best hits first, and not
    /// more than a thousand. The states mean what [Mailbox] means by them at this moment.
    Page<Mailbox> page(MailboxQuery query);

    /// All mailboxes, and those in each state, at this moment.
    Counts counts();

    /// @param all mailboxes
    /// @param in each state; a mailbox may be in several
    record Counts(long all, Map<MailboxQuery.State, Long> in) {
        public Counts {
            in = Map.copyOf(in);
        }

        public long in(MailboxQuery.State state) {
            return in.getOrDefault(state, 0L);
        }
    }

    /// Mailboxes that have this text as an extension, as `dial plan\extension`, as the address or
    /// as an alias; [#SEVERAL] at most.
    List<Mailbox> exact(String text);

    /// Mailboxes with work that an earlier wrong entry left: an automatic reset, or telling of a
    /// lock.
    List<Mailbox> withWorkOwed();

    /// Mailboxes whose PIN opens now and has reached its policy's `PINExpiryWarning`, and whose
    /// owner has had no warning since that moment.
    List<Mailbox> toWarn(Instant since);

    /// Former PINs' hashes, encrypted, newest first; the present one is the first once it has
    /// signed in.
    List<String> pinHistory(UUID guid, int most);
}
