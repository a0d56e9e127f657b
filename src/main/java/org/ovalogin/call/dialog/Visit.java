package org.ovalogin.call.dialog;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.signin.CallSessions;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.ReturnToken;
import org.ovalogin.core.signin.SignIn;

/// One call as the dialogs know it: the facts known beforehand, and the state they keep. For the
/// call's own thread.
final class Visit {
    /// In characters. The longest telephone number has 15 digits; trunks add the rest.
    private static final int LONGEST_NUMBER = 64;

    private static final Pattern HIDDEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private final Call call;
    private final DialPlan dialPlan;
    private boolean trusted;
    private final Instant callEnds;
    private int refusals;
    private Optional<UUID> mailbox = Optional.empty();
    private Optional<ReturnToken> token = Optional.empty();

    Visit(Call call, DialPlan dialPlan, boolean trusted, Instant callEnds) {
        this(call, dialPlan, trusted, callEnds, 0);
    }

    private Visit(Call call, DialPlan dialPlan, boolean trusted, Instant callEnds, int refusals) {
        this.call = call;
        this.dialPlan = dialPlan;
        this.trusted = trusted;
        this.callEnds = callEnds;
        this.refusals = refusals;
    }

    /// This visit, by a caller who has returned from voice mail.
    Visit goingOn(CallSessions.SoFar before) {
        return new Visit(call, dialPlan, trusted, before.ends(), before.refusals());
    }

    /// The call's token for its caller's return.
    Visit returning(CallSessions sessions) {
        token = Optional.of(sessions.forCall(boundTo(), callEnds));
        return this;
    }

    Optional<ReturnToken> token() {
        return token;
    }

    /// For the verdict that may let the caller in.
    Optional<SignIn.Return> comingBack() {
        return token.map(t -> new SignIn.Return(t, refusals));
    }

    /// Names the call for its token: unique id, channel and client.
    String boundTo() {
        return String.join(" ", call.channel().uniqueId(), call.channel().name(), call.client());
    }

    DialPlan dialPlan() {
        return dialPlan;
    }

    MailboxKey key(String extension) {
        return new MailboxKey(dialPlan.name(), extension);
    }

    /// Another caller has taken the place of the one for whom the dialplan vouched.
    void distrust() {
        trusted = false;
    }

    /// The extension that the dialplan vouches for, if any.
    Optional<MailboxKey> vouchedFor() {
        return trusted && dialPlan.isExtension(call.callerNumber())
                ? Optional.of(key(call.callerNumber()))
                : Optional.empty();
    }

    CallSource source() {
        return new CallSource(
                numberShown(call.callerNumber()),
                call.channel().name(),
                call.client(),
                vouchedFor());
    }

    /// The caller's network chooses this text. Characters that turn the text's direction or end a
    /// line must not reach an administrator's screen.
    private static String numberShown(String number) {
        var plain = isPlain(number) ? number : HIDDEN.matcher(number).replaceAll("?");
        return plain.length() <= LONGEST_NUMBER ? plain : plain.substring(0, LONGEST_NUMBER) + "…";
    }

    /// True for nearly every number. The regular expression would run several times in a call.
    private static boolean isPlain(String number) {
        for (var i = 0; i < number.length(); i++)
            if (number.charAt(i) < ' ' || number.charAt(i) > '~') return false;
        return true;
    }

    int refusals() {
        return refusals;
    }

    /// Counts a refused PIN. True if it was the last one allowed in this call.
    boolean refusedOnceTooOften() {
        refusals++;
        return refusals >= dialPlan.logonFailuresBeforeDisconnect();
    }

    /// The mailbox that the caller is in, or from whose own phone the call comes.
    void concerns(UUID guid) {
        mailbox = Optional.of(guid);
    }

    Optional<UUID> mailbox() {
        return mailbox;
    }
}
