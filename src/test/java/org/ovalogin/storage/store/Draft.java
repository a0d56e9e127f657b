package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.Lockouts;

/// A mailbox to be, for tests to change what they are about.
final class Draft {
    private final UUID guid;
    DialPlan dialPlan;
    MailboxPolicy policy;
    List<String> extensions;
    Addresses addresses;
    List<String> aliases;
    String name;
    Optional<Language> language;
    Optional<TimeZone> timeZone;
    boolean firstTimeUser;
    boolean subscriberAccess;
    boolean pinless;
    PinState pin;
    Lockouts lockouts;
    Optional<Instant> lastLogon;
    int failedSinceLogon;
    Optional<Instant> untoldReset;

    Draft(Mailbox mailbox) {
        guid = mailbox.guid();
        dialPlan = mailbox.dialPlan();
        policy = mailbox.policy();
        extensions = mailbox.extensions();
        addresses = mailbox.addresses();
        aliases = mailbox.aliases();
        name = mailbox.displayName();
        language = mailbox.language();
        timeZone = mailbox.timeZone();
        firstTimeUser = mailbox.firstTimeUser();
        subscriberAccess = mailbox.subscriberAccess();
        pinless = mailbox.pinless();
        pin = mailbox.pin();
        lockouts = mailbox.lockouts();
        failedSinceLogon = mailbox.failedSinceLogon();
        lastLogon = mailbox.lastLogon();
        untoldReset = mailbox.untoldReset();
    }

    Mailbox mailbox() {
        return new Mailbox(
                guid,
                new Numbering(dialPlan, policy, extensions),
                new MailboxOwner(addresses, aliases, name, language, timeZone),
                new PhoneAccess(subscriberAccess, pinless),
                pin,
                new Logons(lockouts, firstTimeUser, failedSinceLogon, lastLogon, untoldReset));
    }
}
