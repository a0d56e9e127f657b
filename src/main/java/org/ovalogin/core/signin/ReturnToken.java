package org.ovalogin.core.signin;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.store.CallSession;
import org.ovalogin.core.store.MailboxStore;

/// The token with which a call's caller comes back from voice mail. The verdict that lets the
/// caller in makes it too, in the same transaction. Nobody knows it before the hand-over. For one
/// call.
public final class ReturnToken {
    /// 128 bits, beyond any guessing.
    private static final int TOKEN_BYTES = 16;

    private final SecureRandom random;
    private final String boundTo;
    private final Instant callEnds;
    private volatile Optional<Made> made = Optional.empty();

    ReturnToken(SecureRandom random, String boundTo, Instant callEnds) {
        this.random = random;
        this.boundTo = boundTo;
        this.callEnds = callEnds;
    }

    /// A token and its row.
    record Made(String token, CallSession session) {
        @Override
        public String toString() {
            return "Made";
        }
    }

    /// Writes the row of a new token.
    ///
    /// @param refusals wrong PINs in this call so far
    Made make(MailboxStore.Work work, Admission admission, int refusals) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = HexFormat.of().formatHex(bytes);
        var session =
                new CallSession(
                        new CallSession.Key(OneTimeSecrets.hash(token), boundTo),
                        entry(admission),
                        callEnds,
                        refusals);
        work.calls().add(session);
        return new Made(token, session);
    }

    private static CallSession.Entry entry(Admission admission) {
        var mailbox = admission.mailbox();
        return new CallSession.Entry(mailbox.guid(), admission.level(), mailbox.pin().version());
    }

    /// The row is committed.
    void committed(Made token) {
        made = Optional.of(token);
    }

    /// The token, once, if it was made for this mailbox and PIN and for as many refusals.
    Optional<String> taken(Admission admission, int refusals) {
        var fitting =
                made.filter(m -> m.session.entry().equals(entry(admission)))
                        .filter(m -> m.session.refusals() == refusals);
        if (fitting.isPresent()) made = Optional.empty();
        return fitting.map(Made::token);
    }

    /// The row of a token that was not handed over.
    Optional<CallSession.Key> left() {
        return made.map(m -> m.session.key());
    }
}
