package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.pin.Lockouts;

/// A UM mailbox: its owner, its PIN, and the count of failed attempts.
public record Mailbox(
        UUID guid,
        Numbering numbering,
        MailboxOwner owner,
        PhoneAccess access,
        PinState pin,
        Logons logons)
        implements MailboxProperties {
    public DialPlan dialPlan() {
        return numbering.dialPlan();
    }

    public MailboxPolicy policy() {
        return numbering.policy();
    }

    @Override
    public List<String> extensions() {
        return numbering.extensions();
    }

    /// The shortest text that always identifies the mailbox: its address, or its dial plan and
    /// extension where the address is missing or shared.
    public String identity() {
        return address().filter(_ -> !addresses().shared()).orElseGet(this::place);
    }

    /// Dial plan and primary extension: `default\51234`.
    public String place() {
        return dialPlan().name() + "\\" + extensions().getFirst();
    }

    public Lockouts lockouts() {
        return logons.lockouts();
    }

    public boolean firstTimeUser() {
        return logons.firstTimeUser();
    }

    public int failedSinceLogon() {
        return logons.failed();
    }

    public Optional<Instant> lastLogon() {
        return logons.last();
    }

    /// When the PIN was reset without a letter to the owner, who has not heard of it since.
    public Optional<Instant> untoldReset() {
        return logons.untoldReset();
    }

    /// The zone of the times in its letters; empty: the server's.
    public Optional<ZoneId> zone() {
        return timeZone()
                .flatMap(TimeZone::zone)
                .or(() -> dialPlan().timeZone().flatMap(TimeZone::zone));
    }

    /// The box in Asterisk's voicemail.conf: primary extension @ VoicemailContext.
    public String voicemailBox() {
        return extensions().getFirst() + "@" + dialPlan().voicemailContext();
    }

    /// Whether this address or alias identifies the mailbox.
    public boolean answersTo(String name) {
        return address().filter(own -> EmailAddress.same(own, name)).isPresent()
                || aliases().stream().anyMatch(alias -> EmailAddress.same(alias, name));
    }

    /// Locked for its own phone, for others, or for both.
    public boolean locked(Instant now) {
        return lockouts().locked(policy().pin(), now);
    }

    /// Locked for callers on this path.
    public boolean locked(Lockouts.Path path, Instant now) {
        return lockouts().locked(path, policy().pin(), now);
    }

    /// The time at which its last lock has ended by itself; empty without a lock, or if a person
    /// has to lift one.
    public Optional<Instant> lockedUntil(Instant now) {
        return lockouts().lockedUntil(policy().pin(), now);
    }

    /// As [#lockedUntil(Instant)], for callers on this path.
    public Optional<Instant> lockedUntil(Lockouts.Path path, Instant now) {
        return lockouts().lockedUntil(path, policy().pin(), now);
    }

    /// Locked for all others but not for its own phone.
    public boolean outsideBlocked(Instant now) {
        return locked(Lockouts.Path.OUTSIDE, now) && !locked(Lockouts.Path.TRUSTED, now);
    }

    public boolean lapsed(Instant now) {
        return pin.lapsed(policy().pin(), now);
    }

    public Mailbox with(Lockouts newLockouts) {
        return with(pin, newLockouts, failedSinceLogon());
    }

    public Mailbox with(PinState newPin) {
        return with(newPin, lockouts(), failedSinceLogon());
    }

    public Mailbox withFailedSinceLogon(int failures) {
        return with(pin, lockouts(), Math.max(0, failures));
    }

    /// The mailbox after its owner has signed in.
    Mailbox loggedOn(Instant now) {
        return with(
                pin,
                new Logons(
                        lockouts(),
                        firstTimeUser(),
                        failedSinceLogon(),
                        Optional.of(now),
                        untoldReset()));
    }

    /// The owner will hear of a reset at the next sign-in.
    public Mailbox withUntoldReset(Instant at) {
        return with(
                pin,
                new Logons(
                        lockouts(),
                        firstTimeUser(),
                        failedSinceLogon(),
                        lastLogon(),
                        Optional.of(at)));
    }

    /// Applies the changes that an administrator may make besides PIN and lock.
    public Mailbox with(MailboxDetails details, MailboxPolicy newPolicy) {
        return new Mailbox(
                guid,
                new Numbering(dialPlan(), newPolicy, details.extensions()),
                details.owner(),
                details.access(),
                pin,
                logons);
    }

    /// Applies the changes that a call can make. A PIN of the owner's choice ends the first-time
    /// state.
    private Mailbox with(PinState newPin, Lockouts newLockouts, int failures) {
        var first = firstTimeUser() && !newPin.byOwner();
        return with(newPin, new Logons(newLockouts, first, failures, lastLogon(), untoldReset()));
    }

    private Mailbox with(PinState newPin, Logons newLogons) {
        return new Mailbox(guid, numbering, owner, access, newPin, newLogons);
    }
}
