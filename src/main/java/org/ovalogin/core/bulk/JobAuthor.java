package org.ovalogin.core.bulk;

import java.util.EnumSet;
import java.util.UUID;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;

/// The account that a bulk job works for.
///
/// @param name as in events: `account tony`
/// @param manages whether it began with the right to manage; a lesser token has less than its
///   account
/// @param from the client's address
public record JobAuthor(UUID account, String name, boolean manages, String from) {
    /// @throws java.util.NoSuchElementException for an actor without an account
    public static JobAuthor of(Actor actor) {
        return new JobAuthor(
                actor.account().orElseThrow(), actor.name(), actor.may(Right.MANAGE), actor.from());
    }

    /// The author as the account is now: never with more rights than the account has, nor with more
    /// than the job began with.
    public Actor actor(Account now, String origin) {
        var rights = EnumSet.noneOf(Right.class);
        rights.addAll(now.role().rights());
        if (!manages) rights.remove(Right.MANAGE);
        return Actor.of(now, rights, origin);
    }
}
