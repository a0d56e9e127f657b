package org.ovalogin.core.mailbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.EmailAddress;

/// The e-mail addresses of a mailbox.
///
/// @param own the primary address; it identifies the mailbox unless others share it; empty: none
/// @param shared other mailboxes may have the same primary address
/// @param notifyAddresses further addresses for notices (`NotifyAddresses`); they identify nobody
/// @param pinToNotifyAddresses sends PINs there too (`PINToNotifyAddresses`); never reset links
public record Addresses(
        Optional<String> own,
        boolean shared,
        List<String> notifyAddresses,
        boolean pinToNotifyAddresses) {
    public static final Addresses NONE = new Addresses(Optional.empty(), false, List.of(), false);

    public Addresses {
        notifyAddresses = List.copyOf(notifyAddresses);
        shared = shared && own.isPresent();
    }

    public static Addresses of(String own) {
        return new Addresses(Optional.of(own), false, List.of(), false);
    }

    public Addresses withOwn(Optional<String> newOwn) {
        return new Addresses(newOwn, shared, notifyAddresses, pinToNotifyAddresses);
    }

    /// The same addresses without blanks around them.
    public Addresses trimmed() {
        return new Addresses(
                own.map(Blanks::trimmed),
                shared,
                notifyAddresses.stream().map(Blanks::trimmed).toList(),
                pinToNotifyAddresses);
    }

    /// Addresses for notices, each once, the own one first.
    public List<String> forNotices() {
        return once(Stream.concat(own.stream(), notifyAddresses.stream()));
    }

    /// Addresses for PINs, each once, the own one first.
    public List<String> forPins() {
        return pinToNotifyAddresses ? forNotices() : own.stream().toList();
    }

    /// Whether letters with this address reach the mailbox's own or a further one.
    public boolean contain(String address) {
        return forNotices().stream().anyMatch(a -> EmailAddress.same(a, address));
    }

    private static List<String> once(Stream<String> addresses) {
        var byKey = new LinkedHashMap<String, String>();
        addresses.forEach(a -> byKey.putIfAbsent(EmailAddress.key(a), a));
        return List.copyOf(byKey.values());
    }
}
