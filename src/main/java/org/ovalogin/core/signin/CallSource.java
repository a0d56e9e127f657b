package org.ovalogin.core.signin;

import java.util.Optional;
import org.ovalogin.core.input.LineName;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.Lockouts;

/// A call's source, as far as it is known.
///
/// @param number the caller's, as shown; proves nothing; empty where there is none
/// @param trunk the phone or trunk, `PJSIP/trunk`, taken from Asterisk's channel
///   `PJSIP/trunk-0000001a`
/// @param server the Asterisk server's address
/// @param vouchedFor the extension whose own phone it is, if the dialplan vouches for it
public record CallSource(
        String number, String trunk, String server, Optional<MailboxKey> vouchedFor) {

    public CallSource {
        trunk = LineName.of(trunk);
    }

    /// True for a phone that the dialplan vouches for as one of this mailbox's own.
    public boolean ownPhoneOf(Mailbox mailbox) {
        return vouchedFor
                .filter(own -> own.dialPlan().equals(mailbox.dialPlan().name()))
                .filter(own -> mailbox.extensions().contains(own.extension()))
                .isPresent();
    }

    /// The path that counts attempts from this source.
    Lockouts.Path pathTo(Mailbox mailbox) {
        return ownPhoneOf(mailbox) ? Lockouts.Path.TRUSTED : Lockouts.Path.OUTSIDE;
    }

    /// Caller and place, for the record of events.
    public Origin origin() {
        return new Origin(
                "caller " + (number.isEmpty() ? "unknown" : number), server + " " + trunk);
    }
}
