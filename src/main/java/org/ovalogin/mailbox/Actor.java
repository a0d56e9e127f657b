package org.ovalogin.mailbox;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who is at work as an administrator, what they may do, and from where.
///
/// @param account empty: whoever can use the data folder itself
/// @param name for events, as in `account tony`
/// @param from the client's address, or `command line`
public record Actor(Optional<UUID> account, String name, Set<Right> rights, String from) {
    public Actor {
        rights = Set.copyOf(rights);
    }

    /// Somebody who can read the data folder and its key: nothing can be kept from them.
    public static Actor local(String user) {
        return new Actor(
                Optional.empty(), "account " + user, Role.ADMINISTRATOR.rights(), "command line");
    }

    static Actor of(Account account, Set<Right> rights, String from) {
        return new Actor(Optional.of(account.guid()), "account " + account.name(), rights, from);
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    public Origin origin() {
        return new Origin(name, from);
    }

    void require(Right right) {
        if (!may(right)) throw new NotDone("", Fault.NOT_YOUR_ROLE, "", "");
    }
}
