package org.ovalogin.core.moving;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.store.MailboxStore;

/// Addresses and aliases that are mailboxes' names already, by their keys.
///
/// @param addresses own addresses, which may be shared
/// @param aliases of one mailbox each
record TakenNames(Set<String> addresses, Set<String> aliases) {
    static TakenNames of(MailboxStore.View view, Collection<MovedOwner> owners) {
        var keys = new HashSet<String>();
        for (var owner : owners) {
            owner.addresses().forEach(address -> keys.add(EmailAddress.key(address)));
            owner.owner().aliases().forEach(alias -> keys.add(EmailAddress.key(alias)));
        }
        return new TakenNames(
                new HashSet<>(view.moving().addressesTaken(keys)),
                new HashSet<>(view.moving().aliasesTaken(keys)));
    }

    /// Names of others than this mailbox.
    static TakenNames besides(MailboxStore.View view, MovedOwner owner, UUID mailbox) {
        var names = of(view, Set.of(owner));
        view.mailboxes()
                .find(mailbox)
                .ifPresent(
                        own -> {
                            own.aliases().forEach(a -> names.aliases.remove(EmailAddress.key(a)));
                            own.address()
                                    .filter(a -> view.mailboxes().sharing(a, 2).size() < 2)
                                    .ifPresent(a -> names.addresses.remove(EmailAddress.key(a)));
                        });
        return names;
    }

    boolean contain(String key) {
        return addresses.contains(key) || aliases.contains(key);
    }

    /// The owner's names are taken from now on.
    void take(MovedOwner owner) {
        owner.owner().addresses().own().ifPresent(own -> addresses.add(EmailAddress.key(own)));
        owner.owner().aliases().forEach(alias -> aliases.add(EmailAddress.key(alias)));
    }
}
