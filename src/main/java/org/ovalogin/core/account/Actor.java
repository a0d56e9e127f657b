package org.ovalogin.core.account;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Origin;

/// An acting administrator: identity, rights and origin.
///
/// @param account empty: somebody with access to the data folder itself
/// @param name for events, such as `account tony`
/// @param from the client's address, or `command line`
/// @param until end of the token in use; empty: no token
/// @param seen the acceptable versions of the object; any other version stops the change. Empty:
///   all
public record Actor(
        Optional<UUID> account,
        String name,
        Set<Right> rights,
        String from,
        Optional<Instant> until,
        Optional<Set<Long>> seen) {
    public Actor {
        rights = Set.copyOf(rights);
        seen = seen.map(Set::copyOf);
    }

    public Actor(Optional<UUID> account, String name, Set<Right> rights, String from) {
        this(account, name, rights, from, Optional.empty(), Optional.empty());
    }

    /// Somebody who can read the data folder and its key. Nothing can be kept from them.
    public static Actor local(String user) {
        return new Actor(
                Optional.empty(), "account " + user, Role.ADMINISTRATOR.rights(), "command line");
    }

    public static Actor of(Account account, Set<Right> rights, String from) {
        return new Actor(Optional.of(account.guid()), "account " + account.name(), rights, from);
    }

    /// The same actor, using a token.
    public Actor until(Instant end) {
        return new Actor(account, name, rights, from, Optional.of(end), seen);
    }

    /// The same actor, acting on the versions of an object that they saw.
    public Actor seeing(Set<Long> versions) {
        return new Actor(account, name, rights, from, until, Optional.of(versions));
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    public Origin origin() {
        return new Origin(name, from);
    }

    public void require(Right right) {
        if (!may(right)) throw new NotDone("", Fault.NOT_YOUR_ROLE, "", "");
    }
}
