package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.pin.Lockouts;

/// A UM mailbox: its owner, its PIN, and the count of failed attempts.
///
/// @param extensions digits; the first is the primary one
/// @param address primary e-mail address
/// @param aliases other names and addresses that identify it
/// @param language the owner's; empty keeps the channel's
/// @param timeZone for the times in letters; empty: the dial plan's
/// @param firstTimeUser has not chosen a PIN yet
/// @param subscriberAccess false: the phone opens nothing (`SubscriberAccessEnabled`)
/// @param pinless the mailbox's half of pinless access (`PinlessAccessToVoiceMailEnabled`)
/// @param failedSinceLogon failed attempts that the owner has not been told of
/// @param lastLogon when the owner last signed in and had been told of them
public record Mailbox(
        UUID guid,
        DialPlan dialPlan,
        MailboxPolicy policy,
        List<String> extensions,
        String address,
        List<String> aliases,
        String displayName,
        Optional<Language> language,
        Optional<TimeZone> timeZone,
        boolean firstTimeUser,
        boolean subscriberAccess,
        boolean pinless,
        PinState pin,
        Lockouts lockouts,
        int failedSinceLogon,
        Optional<Instant> lastLogon) {

    public Mailbox {
        extensions = List.copyOf(extensions);
        aliases = List.copyOf(aliases);
    }

    /// The zone of the times in its letters; empty: the server's.
    public Optional<ZoneId> zone() {
        return timeZone.flatMap(TimeZone::zone)
                .or(() -> dialPlan.timeZone().flatMap(TimeZone::zone));
    }

    /// The box in Asterisk's voicemail.conf: primary extension @ VoicemailContext.
    public String voicemailBox() {
        return extensions.getFirst() + "@" + dialPlan.voicemailContext();
    }

    /// Whether this address or alias identifies the mailbox.
    public boolean answersTo(String name) {
        return EmailAddress.same(address, name)
                || aliases.stream().anyMatch(alias -> EmailAddress.same(alias, name));
    }

    /// Locked for its own phone, for others, or for both.
    public boolean locked(Instant now) {
        return lockouts.locked(policy.pin(), now);
    }

    /// Locked for callers on this path.
    public boolean locked(Lockouts.Path path, Instant now) {
        return lockouts.locked(path, policy.pin(), now);
    }

    /// Locked for all others but not for its own phone.
    public boolean outsideBlocked(Instant now) {
        return locked(Lockouts.Path.OUTSIDE, now) && !locked(Lockouts.Path.TRUSTED, now);
    }

    public boolean lapsed(Instant now) {
        return pin.lapsed(policy.pin(), now);
    }

    public Mailbox with(Lockouts newLockouts) {
        return with(pin, newLockouts, failedSinceLogon);
    }

    public Mailbox with(PinState newPin) {
        return with(newPin, lockouts, failedSinceLogon);
    }

    public Mailbox withFailedSinceLogon(int failures) {
        return with(pin, lockouts, Math.max(0, failures));
    }

    /// The mailbox after its owner has signed in.
    Mailbox loggedOn(Instant now) {
        return with(firstTimeUser, pin, lockouts, failedSinceLogon, Optional.of(now));
    }

    /// Applies the changes that an administrator may make besides PIN and lock.
    public Mailbox with(MailboxDetails details, MailboxPolicy newPolicy) {
        return new Mailbox(
                guid,
                dialPlan,
                newPolicy,
                details.extensions(),
                details.address(),
                details.aliases(),
                details.displayName(),
                details.language(),
                details.timeZone(),
                firstTimeUser,
                details.subscriberAccess(),
                details.pinless(),
                pin,
                lockouts,
                failedSinceLogon,
                lastLogon);
    }

    /// Applies the changes that a call can make. A PIN of the owner's choice ends the first-time
    /// state.
    private Mailbox with(PinState newPin, Lockouts newLockouts, int failures) {
        return with(firstTimeUser && !newPin.byOwner(), newPin, newLockouts, failures, lastLogon);
    }

    private Mailbox with(
            boolean first,
            PinState newPin,
            Lockouts newLockouts,
            int failures,
            Optional<Instant> logon) {
        return new Mailbox(
                guid,
                dialPlan,
                policy,
                extensions,
                address,
                aliases,
                displayName,
                language,
                timeZone,
                first,
                subscriberAccess,
                pinless,
                newPin,
                newLockouts,
                failures,
                logon);
    }
}
