package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.storage.database.Binding;
import org.ovalogin.storage.database.SqlConditions;

/// A mailbox's values as the columns of its row.
final class MailboxColumns {
    private MailboxColumns() {}

    /// Names and settings, which seldom change.
    static Binding bindDetails(Binding statement, Mailbox mailbox) {
        return statement
                .bind("policy", mailbox.policy().guid().toString())
                .bind("address", mailbox.address())
                .bind("addressKey", mailbox.address().map(EmailAddress::key))
                .bind("addressTypedKey", mailbox.address().flatMap(MailboxColumns::typedKey))
                .bind("addressShared", mailbox.addresses().shared() ? 1 : 0)
                .bind("notifyAddresses", String.join("\n", mailbox.addresses().notifyAddresses()))
                .bind("pinToNotifyAddresses", mailbox.addresses().pinToNotifyAddresses() ? 1 : 0)
                .bind("name", mailbox.displayName())
                .bind("nameKey", SqlConditions.key(mailbox.displayName()))
                .bind("language", mailbox.language().map(Language::code))
                .bind("timeZone", mailbox.timeZone().map(TimeZone::name))
                .bind("primary", mailbox.extensions().getFirst());
    }

    /// For searches; empty where it equals the key.
    static Optional<String> typedKey(String address) {
        return Optional.of(SqlConditions.key(address))
                .filter(typed -> !typed.equals(EmailAddress.key(address)));
    }

    /// PIN and counts, which a call changes.
    static Binding bind(Binding statement, Mailbox mailbox) {
        var pin = mailbox.pin();
        var outside = mailbox.lockouts().outside();
        var trusted = Optional.of(mailbox.lockouts().trusted()).filter(t -> !t.equals(outside));
        return bindTrusted(statement, trusted)
                .bind("guid", mailbox.guid().toString())
                .bind("firstTime", mailbox.firstTimeUser() ? 1 : 0)
                .bind("access", mailbox.subscriberAccess() ? 1 : 0)
                .bind("pinless", mailbox.pinless() ? 1 : 0)
                .bind("sealed", pin.sealed())
                .bind("version", pin.version())
                .bind("byOwner", pin.byOwner() ? 1 : 0)
                .bind("setAt", pin.setAt().toEpochMilli())
                .bind("mustChange", pin.mustChange() ? 1 : 0)
                .bind("lapsesAt", pin.validity().lapsesAt().map(Instant::toEpochMilli))
                .bind("ownPhone", pin.ownPhoneOnly() ? 1 : 0)
                .bind("expiryTold", pin.validity().expiryTold().map(Instant::toEpochMilli))
                .bind("signedIn", pin.signedIn() ? 1 : 0)
                .bind("failures", outside.failures())
                .bind("streak", outside.streak())
                .bind("charges", outside.charges())
                .bind("resetInStreak", outside.resetInStreak() ? 1 : 0)
                .bind("resetOwed", outside.resetOwed().map(Instant::toEpochMilli))
                .bind("lockReason", outside.lock().map(Lockout.Lock::reason).map(Enum::name))
                .bind("lockSince", outside.lock().map(l -> l.since().toEpochMilli()))
                .bind("lockTold", outside.lock().map(l -> l.told() ? 1 : 0))
                .bind("outsideAllowedAt", mailbox.lockouts().allowed().map(Instant::toEpochMilli))
                .bind("failedSinceLogon", mailbox.failedSinceLogon())
                .bind("lastLogon", mailbox.lastLogon().map(Instant::toEpochMilli))
                .bind("untoldReset", mailbox.untoldReset().map(Instant::toEpochMilli));
    }

    /// @param trusted empty where it is the same as the outside
    private static Binding bindTrusted(Binding statement, Optional<Lockout> trusted) {
        var lock = trusted.flatMap(Lockout::lock);
        return statement
                .bind("trustedFailures", trusted.map(Lockout::failures))
                .bind("trustedStreak", trusted.map(Lockout::streak))
                .bind("trustedCharges", trusted.map(Lockout::charges))
                .bind("trustedResetInStreak", trusted.map(t -> t.resetInStreak() ? 1 : 0))
                .bind(
                        "trustedResetOwed",
                        trusted.flatMap(Lockout::resetOwed).map(Instant::toEpochMilli))
                .bind("trustedLockReason", lock.map(Lockout.Lock::reason).map(Enum::name))
                .bind("trustedLockSince", lock.map(l -> l.since().toEpochMilli()))
                .bind("trustedLockTold", lock.map(l -> l.told() ? 1 : 0));
    }
}
