package org.ovalogin.core.store;

import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxPolicy;

/// How often administrators have changed an object. Changes by callers, owners, attackers and the
/// server itself do not count: no attack makes anybody's form stale.
///
/// @param subject the object, as in `policy GUID`
/// @param version 0 if nobody has changed it since versions are counted
/// @param last who changed it last, and when
public record Revision(String subject, long version, Optional<Last> last) {
    public record Last(String by, Instant at) {}

    public static Revision none(String subject) {
        return new Revision(subject, 0, Optional.empty());
    }

    public static String of(Mailbox mailbox) {
        return "mailbox " + mailbox.guid();
    }

    public static String of(MailboxPolicy policy) {
        return "policy " + policy.guid();
    }

    public static String of(DialPlan dialPlan) {
        return "dial plan " + dialPlan.name();
    }

    public static String of(Account account) {
        return "account " + account.guid();
    }

    /// @throws NotDone when the actor has seen another version than the present one
    public static void check(MailboxStore.View view, String subject, Actor actor) {
        if (actor.seen().isEmpty()) return;
        var now = view.revisions().find(subject);
        if (actor.seen().get().contains(now.version())) return;
        throw new NotDone(
                "",
                Fault.STALE,
                now.last().map(Last::by).orElse("nobody"),
                now.last().map(last -> last.at().toString()).orElse(""));
    }
}
