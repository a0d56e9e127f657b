package org.ovalogin.core.signin;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.store.CallSession;
import org.ovalogin.core.store.MailboxStore;

/// Lets a caller come back from voice mail without a PIN: a token for the dialplan, good once, for
/// this call only. Thread-safe.
public final class CallSessions {
    private final MailboxStore store;
    private final SecureRandom random;

    public CallSessions(MailboxStore store, SecureRandom random) {
        this.store = store;
        this.random = random;
    }

    /// What a token is good for. A known one was taken: nobody can take it again.
    public sealed interface Redeemed {}

    /// The caller is in again.
    public record Returned(Admission admission, SoFar call) implements Redeemed {}

    /// The token is this call's, but its mailbox was disabled, locked for calls from this source,
    /// or given another PIN. Only the PIN opens it.
    public record Closed(Mailbox mailbox, SoFar call) implements Redeemed {}

    /// The token is unknown, used, expired, or of another call.
    public record Unknown() implements Redeemed {}

    /// The state of a call, which a return continues.
    ///
    /// @param ends the end of the call's `MaxCallDuration`
    /// @param refusals wrong PINs in this call so far
    public record SoFar(Instant ends, int refusals) {}

    /// The token of a call, which is not made yet.
    ///
    /// @param boundTo names the call: unique id, channel and client
    public ReturnToken forCall(String boundTo, Instant callEnds) {
        return new ReturnToken(random, boundTo, callEnds);
    }

    /// A new token for this sign-in.
    ///
    /// @param boundTo names the call: unique id, channel and client
    public String issue(Admission admission, String boundTo, Instant callEnds, int refusals) {
        return handOver(forCall(boundTo, callEnds), admission, refusals);
    }

    /// The call's token for this sign-in. It is made now unless the verdict has made it and all
    /// that it stands for is still the same.
    public String handOver(ReturnToken token, Admission admission, int refusals) {
        return token.taken(admission, refusals)
                .orElseGet(
                        () -> store.write(work -> token.make(work, admission, refusals)).token());
    }

    /// The call is over. A token that nobody was given is void.
    public void over(ReturnToken token) {
        token.left().ifPresent(key -> store.change(work -> work.calls().remove(key.tokenHash())));
    }

    /// Takes a token back.
    public Redeemed redeem(String token, String boundTo, CallSource source) {
        return store.write(
                work ->
                        work.calls()
                                .redeem(OneTimeSecrets.hash(token), boundTo)
                                .flatMap(session -> redeemed(work, session, source))
                                .orElseGet(Unknown::new));
    }

    private static Optional<Redeemed> redeemed(
            MailboxStore.Work work, CallSession session, CallSource source) {
        var call = new SoFar(session.callEnds(), session.refusals());
        return work.mailboxes()
                .find(session.entry().mailbox())
                .map(
                        mailbox -> {
                            if (!open(mailbox, session, source, work.now()))
                                return new Closed(mailbox, call);
                            tell(work, mailbox, source);
                            var level = session.entry().level();
                            return new Returned(Admission.of(mailbox, level, 0, work.now()), call);
                        });
    }

    private static boolean open(
            Mailbox mailbox, CallSession session, CallSource source, Instant now) {
        return mailbox.subscriberAccess()
                && !mailbox.locked(source.pathTo(mailbox), now)
                && mailbox.pin().version() == session.entry().pinVersion();
    }

    private static void tell(MailboxStore.Work work, Mailbox mailbox, CallSource source) {
        work.events()
                .append(
                        Event.signIn(
                                work.now(),
                                Event.SignInResult.RETURNED,
                                mailbox.dialPlan().name(),
                                Optional.of(mailbox.guid()),
                                source.origin()));
    }
}
