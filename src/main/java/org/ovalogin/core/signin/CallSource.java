package org.ovalogin.core.signin;

import java.util.Optional;
import org.ovalogin.core.input.LineName;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.Lockouts;

/// Where a call comes from, as far as that is known.
///
/// @param number the caller's, as it is shown; proof of nothing, and empty where there is none
/// @param trunk the phone or trunk, `PJSIP/trunk`: made of Asterisk's channel,
///   `PJSIP/trunk-0000001a`
/// @param server the Asterisk server's address
/// @param vouchedFor the extension whose own phone it is, where the dialplan says so
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

    /// The path on which attempts from here are counted.
    Lockouts.Path pathTo(Mailbox mailbox) {
        return ownPhoneOf(mailbox) ? Lockouts.Path.TRUSTED : Lockouts.Path.OUTSIDE;
    }

    /// Who and where, for the record of events.
    public Origin origin() {
        return new Origin(
                "caller " + (number.isEmpty() ? "unknown" : number), server + " " + trunk);
    }
}
