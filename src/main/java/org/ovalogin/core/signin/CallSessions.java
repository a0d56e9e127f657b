package org.ovalogin.core.signin;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
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
    /// 128 bits, beyond any guessing.
    private static final int TOKEN_BYTES = 16;

    private final MailboxStore store;
    private final SecureRandom random;

    public CallSessions(MailboxStore store, SecureRandom random) {
        this.store = store;
        this.random = random;
    }

    /// @param callEnds the end of the call's `MaxCallDuration`
    /// @param refusals wrong PINs in this call so far
    public record Returned(Admission admission, Instant callEnds, int refusals) {}

    /// A new token for this sign-in.
    ///
    /// @param boundTo names the call: unique id, channel and client
    public String issue(Admission admission, String boundTo, Instant callEnds, int refusals) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = HexFormat.of().formatHex(bytes);
        var mailbox = admission.mailbox();
        store.change(
                work ->
                        work.calls()
                                .add(
                                        new CallSession(
                                                new CallSession.Key(
                                                        OneTimeSecrets.hash(token), boundTo),
                                                new CallSession.Entry(
                                                        mailbox.guid(),
                                                        admission.level(),
                                                        mailbox.pin().version()),
                                                callEnds,
                                                refusals)));
        return token;
    }

    /// Takes a token back. Empty when the token is unknown, used, expired or of another call, and
    /// when the mailbox has since been disabled, locked for calls from this source, or given
    /// another PIN. The dialog then asks for the PIN.
    public Optional<Returned> redeem(String token, String boundTo, CallSource source) {
        return store.write(
                work ->
                        work.calls()
                                .redeem(OneTimeSecrets.hash(token), boundTo)
                                .flatMap(session -> admitted(work, session, source))
                                .map(returned -> told(work, returned, source)));
    }

    private static Returned told(MailboxStore.Work work, Returned returned, CallSource source) {
        var mailbox = returned.admission().mailbox();
        work.events()
                .append(
                        Event.signIn(
                                work.now(),
                                Event.SignInResult.RETURNED,
                                mailbox.dialPlan().name(),
                                Optional.of(mailbox.guid()),
                                source.origin()));
        return returned;
    }

    private static Optional<Returned> admitted(
            MailboxStore.Work work, CallSession session, CallSource source) {
        return work.mailboxes()
                .find(session.entry().mailbox())
                .filter(Mailbox::subscriberAccess)
                .filter(m -> !m.locked(source.pathTo(m), work.now()))
                .filter(m -> m.pin().version() == session.entry().pinVersion())
                .map(m -> Admission.of(m, session.entry().level(), 0, work.now()))
                .map(a -> new Returned(a, session.callEnds(), session.refusals()));
    }
}
