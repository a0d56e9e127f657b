package org.ovalogin.core.administration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.store.MailboxStore;

/// The rules for a mailbox's names and numbers, whether new or changed.
final class DetailsCheck {
    private static final int MOST_EXTENSIONS = 20;
    private static final int MOST_ALIASES = 50;
    private static final int MOST_NOTIFY_ADDRESSES = 20;

    private static final String HOW_TO_SHARE =
            "if both mailboxes are to have this address, say so with AllowSharedAddress";

    private DetailsCheck() {}

    /// Reports all faults at once.
    ///
    /// @param guid the mailbox, whose own names do not count as taken
    static void refuse(
            MailboxStore.View view,
            UUID guid,
            DialPlan dialPlan,
            MailboxPolicy policy,
            MailboxDetails details) {
        var findings = new ArrayList<Finding>();
        var hint = check(view, guid, dialPlan, policy, details, findings);
        if (!findings.isEmpty()) throw new NotDone(findings, hint);
    }

    /// @param findings gets all faults
    /// @return what to do about them, or an empty text
    static String check(
            MailboxStore.View view,
            UUID guid,
            DialPlan dialPlan,
            MailboxPolicy policy,
            MailboxDetails details,
            List<Finding> findings) {
        details.address().ifPresent(own -> TextChecks.address("Identity", own, findings));
        checkNotifyAddresses(details.addresses().notifyAddresses(), findings);
        TextChecks.displayName(details.displayName(), findings);
        if (!policy.dialPlan().equals(dialPlan.name()))
            findings.add(
                    new Finding(
                            "UMMailboxPolicy",
                            Fault.POLICY_OF_OTHER_DIAL_PLAN,
                            policy.name(),
                            "one of dial plan " + dialPlan.name()));
        checkExtensions(view, guid, dialPlan, details.extensions(), findings);
        var shared = checkOwnAddress(view, guid, details.addresses(), findings);
        var seen = new HashSet<String>();
        if (details.aliases().size() > MOST_ALIASES)
            findings.add(tooMany("Aliases", details.aliases().size(), MOST_ALIASES));
        for (var alias : first(details.aliases(), MOST_ALIASES)) {
            TextChecks.alias(alias, findings);
            if (!seen.add(EmailAddress.key(alias)))
                findings.add(new Finding("Aliases", Fault.NAME_TAKEN, alias, ""));
            taken(withName(view, alias), guid, "Aliases", alias, findings);
        }
        return shared ? HOW_TO_SHARE : "";
    }

    private static void checkNotifyAddresses(List<String> addresses, List<Finding> findings) {
        var field = "NotifyAddresses";
        if (addresses.size() > MOST_NOTIFY_ADDRESSES)
            findings.add(tooMany(field, addresses.size(), MOST_NOTIFY_ADDRESSES));
        var seen = new HashSet<String>();
        for (var address : first(addresses, MOST_NOTIFY_ADDRESSES)) {
            TextChecks.address(field, address, findings);
            if (!seen.add(EmailAddress.key(address)))
                findings.add(new Finding(field, Fault.NAME_TAKEN, address, ""));
        }
    }

    /// Another mailbox's address is taken unless sharing it is allowed, or was before; another's
    /// alias always is.
    ///
    /// @return whether sharing would have to be allowed
    private static boolean checkOwnAddress(
            MailboxStore.View view, UUID guid, Addresses wanted, List<Finding> findings) {
        if (wanted.own().isEmpty()) return false;
        var own = wanted.own().get();
        var had =
                view.mailboxes()
                        .find(guid)
                        .map(Mailbox::addresses)
                        .filter(before -> !before.shared())
                        .flatMap(Addresses::own)
                        .filter(before -> EmailAddress.same(before, own));
        var others = view.mailboxes().withAddress(own).stream();
        var taken =
                !wanted.shared() && had.isEmpty() && taken(others, guid, "Identity", own, findings);
        if (!taken)
            taken(view.mailboxes().withAlias(own).stream(), guid, "Identity", own, findings);
        return taken;
    }

    /// Bounds the look-ups, which keep the database from others, when a request has too many names.
    private static List<String> first(List<String> texts, int most) {
        return texts.subList(0, Math.min(texts.size(), most));
    }

    private static Finding tooMany(String field, int found, int most) {
        return new Finding(field, Fault.VALUE, String.valueOf(found), "up to " + most);
    }

    private static void checkExtensions(
            MailboxStore.View view,
            UUID guid,
            DialPlan dialPlan,
            List<String> extensions,
            List<Finding> findings) {
        var field = "Extensions";
        var digits = dialPlan.extensionLengths().inWords();
        if (extensions.isEmpty())
            findings.add(
                    new Finding(field, Fault.MISSING, "", "an extension of " + digits + " digits"));
        if (extensions.size() > MOST_EXTENSIONS)
            findings.add(tooMany(field, extensions.size(), MOST_EXTENSIONS));
        var seen = new HashSet<String>();
        for (var extension : first(extensions, MOST_EXTENSIONS)) {
            if (!dialPlan.isExtension(extension)) {
                findings.add(new Finding(field, Fault.EXTENSION, extension, digits));
                continue;
            }
            if (!seen.add(extension))
                findings.add(new Finding(field, Fault.NAME_TAKEN, extension, ""));
            view.mailboxes()
                    .find(new MailboxKey(dialPlan.name(), extension))
                    .filter(m -> !m.guid().equals(guid))
                    .ifPresent(
                            m ->
                                    findings.add(
                                            new Finding(
                                                    field,
                                                    Fault.EXTENSION_TAKEN,
                                                    extension,
                                                    m.identity())));
        }
    }

    private static Stream<Mailbox> withName(MailboxStore.View view, String name) {
        return Stream.concat(
                view.mailboxes().withAddress(name).stream(),
                view.mailboxes().withAlias(name).stream());
    }

    private static boolean taken(
            Stream<Mailbox> found, UUID guid, String field, String name, List<Finding> findings) {
        var other = found.filter(m -> !m.guid().equals(guid)).findFirst();
        other.map(m -> new Finding(field, Fault.ADDRESS_TAKEN, name, m.displayName()))
                .ifPresent(findings::add);
        return other.isPresent();
    }
}
