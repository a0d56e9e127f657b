package org.ovalogin.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.mailbox.DialPlan;
import org.ovalogin.mailbox.Language;
import org.ovalogin.mailbox.Mailbox;
import org.ovalogin.mailbox.MailboxPolicy;
import org.ovalogin.mailbox.PinState;
import org.ovalogin.mailbox.TimeZone;
import org.ovalogin.pin.Lockouts;

/// A mailbox to be, for tests to change what they are about.
final class Draft {
    private final UUID guid;
    DialPlan dialPlan;
    MailboxPolicy policy;
    List<String> extensions;
    String address;
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

    Draft(Mailbox mailbox) {
        guid = mailbox.guid();
        dialPlan = mailbox.dialPlan();
        policy = mailbox.policy();
        extensions = mailbox.extensions();
        address = mailbox.address();
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
    }

    Mailbox mailbox() {
        return new Mailbox(
                guid,
                dialPlan,
                policy,
                extensions,
                address,
                aliases,
                name,
                language,
                timeZone,
                firstTimeUser,
                subscriberAccess,
                pinless,
                pin,
                lockouts,
                failedSinceLogon,
                lastLogon);
    }
}
