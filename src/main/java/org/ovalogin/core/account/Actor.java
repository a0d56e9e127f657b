package org.ovalogin.core.account;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Origin;

/// Who is at work as an administrator, what they may do, and from where.
///
/// @param account empty: whoever can use the data folder itself
/// @param name for events, as in `account tony`
/// @param from the client's address, or `command line`
/// @param until when the token ends by which somebody is at work; empty: it is no token
/// @param seen the versions of the object at work that would do: with another one nothing is done;
///   empty: any
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

    /// Somebody who can read the data folder and its key: nothing can be kept from them.
    public static Actor local(String user) {
        return new Actor(
                Optional.empty(), "account " + user, Role.ADMINISTRATOR.rights(), "command line");
    }

    public static Actor of(Account account, Set<Right> rights, String from) {
        return new Actor(Optional.of(account.guid()), "account " + account.name(), rights, from);
    }

    /// The same, at work by a token.
    public Actor until(Instant end) {
        return new Actor(account, name, rights, from, Optional.of(end), seen);
    }

    /// The same, at work on what they saw of an object.
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
