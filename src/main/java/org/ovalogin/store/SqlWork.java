package org.ovalogin.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.ovalogin.mailbox.DialPlan;
import org.ovalogin.mailbox.Event;
import org.ovalogin.mailbox.Language;
import org.ovalogin.mailbox.Mailbox;
import org.ovalogin.mailbox.MailboxPolicy;
import org.ovalogin.mailbox.MailboxStore;
import org.ovalogin.mailbox.Notice;
import org.ovalogin.mailbox.Session;
import org.ovalogin.pin.Lockout;

/// The changes, within one transaction. For one thread.
final class SqlWork extends SqlView implements MailboxStore.Work {
    SqlWork(Handle handle, Instant now) {
        super(handle, now);
    }

    @Override
    public void add(DialPlan dialPlan) {
        handle.createUpdate(
                        "insert into dial_plan values (:name, :digits, :numbers, :language, :logonFailures, :inputFailures, :minutes, :operator, :context)")
                .bind("name", dialPlan.name())
                .bind("digits", dialPlan.numberOfDigitsInExtension())
                .bind("numbers", String.join(",", dialPlan.accessTelephoneNumbers()))
                .bind("language", dialPlan.defaultLanguage())
                .bind("logonFailures", dialPlan.logonFailuresBeforeDisconnect())
                .bind("inputFailures", dialPlan.inputFailuresBeforeDisconnect())
                .bind("minutes", dialPlan.maxCallDuration().toMinutes())
                .bind("operator", dialPlan.operatorExtension())
                .bind("context", dialPlan.voicemailContext())
                .execute();
    }

    @Override
    public void add(MailboxPolicy policy) {
        var pin = policy.pin();
        handle.createUpdate(
                        """
                        insert into mailbox_policy values (:guid, :name, :dialPlan, :minLength, :lifetime, :history, :common, :reset, :max,
                            :pinless, :lockout, :warning, :temporary, :minAge, :resetText, :enabledText)
                        """)
                .bind("guid", policy.guid().toString())
                .bind("name", policy.name())
                .bind("dialPlan", policy.dialPlan())
                .bind("minLength", pin.minPinLength())
                .bind("lifetime", pin.pinLifetime().map(d -> d.toDays()))
                .bind("history", pin.pinHistoryCount())
                .bind("common", pin.allowCommonPatterns() ? 1 : 0)
                .bind("reset", pin.logonFailuresBeforePinReset())
                .bind("max", pin.maxLogonAttempts())
                .bind("pinless", pin.allowPinlessVoiceMailAccess() ? 1 : 0)
                .bind("lockout", pin.lockoutDuration().map(d -> d.toMinutes()))
                .bind("warning", pin.pinExpiryWarning().toDays())
                .bind("temporary", pin.temporaryPinLifetime().map(d -> d.toHours()))
                .bind("minAge", pin.minPinAge().toHours())
                .bind("resetText", policy.resetPinText())
                .bind("enabledText", policy.umEnabledText())
                .execute();
    }

    @Override
    public void add(Mailbox mailbox) {
        var insert =
                handle.createUpdate(
                        """
                        insert into mailbox values (:guid, :dialPlan, :policy, :address, :addressKey, :name, :language, :firstTime, :access, :pinless,
                            :sealed, :version, :byOwner, :setAt, :mustChange, :signedIn, :failures, :streak, :charges, :resetInStreak, :resetOwed,
                            :lockReason, :lockSince, :lockTold, :failedSinceLogon, :lastLogon)
                        """);
        bind(insert, mailbox)
                .bind("dialPlan", mailbox.dialPlan().name())
                .bind("policy", mailbox.policy().guid().toString())
                .bind("address", mailbox.address())
                .bind("addressKey", mailbox.address().toLowerCase(Locale.ROOT))
                .bind("name", mailbox.displayName())
                .bind("language", mailbox.language().map(Language::code))
                .execute();
        for (var position = 0; position < mailbox.extensions().size(); position++) {
            handle.createUpdate(
                            "insert into extension values (:dialPlan, :digits, :guid, :position)")
                    .bind("dialPlan", mailbox.dialPlan().name())
                    .bind("digits", mailbox.extensions().get(position))
                    .bind("guid", mailbox.guid().toString())
                    .bind("position", position)
                    .execute();
        }
    }

    @Override
    public void save(Mailbox mailbox) {
        var update =
                handle.createUpdate(
                        """
                        update mailbox set first_time_user = :firstTime, subscriber_access = :access, mailbox_pinless = :pinless,
                            pin_sealed = :sealed, pin_version = :version, pin_by_owner = :byOwner, pin_set_at = :setAt,
                            pin_must_change = :mustChange, pin_signed_in = :signedIn, failures = :failures, streak = :streak, charges = :charges,
                            reset_in_streak = :resetInStreak, reset_owed = :resetOwed, lock_reason = :lockReason, lock_since = :lockSince,
                            lock_told = :lockTold, failed_since_logon = :failedSinceLogon, last_logon = :lastLogon
                        where mailbox_guid = :guid
                        """);
        bind(update, mailbox).execute();
    }

    private static Update bind(Update statement, Mailbox mailbox) {
        var pin = mailbox.pin();
        var lockout = mailbox.lockout();
        return statement
                .bind("guid", mailbox.guid().toString())
                .bind("firstTime", mailbox.firstTimeUser() ? 1 : 0)
                .bind("access", mailbox.subscriberAccess() ? 1 : 0)
                .bind("pinless", mailbox.pinless() ? 1 : 0)
                .bind("sealed", pin.sealed())
                .bind("version", pin.version())
                .bind("byOwner", pin.byOwner() ? 1 : 0)
                .bind("setAt", pin.setAt().toEpochMilli())
                .bind("mustChange", pin.mustChange() ? 1 : 0)
                .bind("signedIn", pin.signedIn() ? 1 : 0)
                .bind("failures", lockout.failures())
                .bind("streak", lockout.streak())
                .bind("charges", lockout.charges())
                .bind("resetInStreak", lockout.resetInStreak() ? 1 : 0)
                .bind("resetOwed", lockout.resetOwed().map(Instant::toEpochMilli))
                .bind("lockReason", lockout.lock().map(Lockout.Lock::reason).map(Enum::name))
                .bind("lockSince", lockout.lock().map(l -> l.since().toEpochMilli()))
                .bind("lockTold", lockout.lock().map(l -> l.told() ? 1 : 0))
                .bind("failedSinceLogon", mailbox.failedSinceLogon())
                .bind("lastLogon", mailbox.lastLogon().map(Instant::toEpochMilli));
    }

    @Override
    public void addToPinHistory(UUID guid, String sealed, Instant at, int keep) {
        handle.createUpdate(
                        """
                        insert into pin_history values (:guid,
                            (select coalesce(max(number), 0) + 1 from pin_history where mailbox_guid = :guid), :sealed, :at)
                        """)
                .bind("guid", guid.toString())
                .bind("sealed", sealed)
                .bind("at", at.toEpochMilli())
                .execute();
        handle.createUpdate(
                        """
                        delete from pin_history where mailbox_guid = :guid
                            and number <= (select max(number) from pin_history where mailbox_guid = :guid) - :keep
                        """)
                .bind("guid", guid.toString())
                .bind("keep", keep)
                .execute();
    }

    @Override
    public void replaceNewestInPinHistory(UUID guid, String sealed) {
        handle.createUpdate(
                        """
                        update pin_history set sealed = :sealed where mailbox_guid = :guid
                            and number = (select max(number) from pin_history where mailbox_guid = :guid)
                        """)
                .bind("guid", guid.toString())
                .bind("sealed", sealed)
                .execute();
    }

    @Override
    public void append(Event event) {
        var aggregated = event.refusalWithoutComparison();
        handle.createUpdate(
                        """
                        insert into event (at, name, result, dial_plan, mailbox_guid, by_whom, from_where, occurrences, minute)
                        values (:at, :name, :result, :dialPlan, :mailbox, :by, :from, :count, :minute)
                        on conflict (minute, name, result, dial_plan, mailbox_guid, by_whom, from_where)
                        do update set occurrences = event.occurrences + :count
                        """)
                .bind("at", event.at().toEpochMilli())
                .bind("name", event.name().name())
                .bind("result", event.result())
                .bind("dialPlan", event.dialPlan())
                .bind("mailbox", event.mailbox().map(UUID::toString).orElse(""))
                .bind("by", event.origin().by())
                .bind("from", event.origin().from())
                .bind("count", event.count())
                .bind(
                        "minute",
                        aggregated
                                ? Optional.of(event.at().getEpochSecond() / 60)
                                : Optional.<Long>empty())
                .execute();
    }

    @Override
    public void post(Notice notice) {
        if (notice.sealedPin().isPresent()) cancelPinNotices(notice.mailbox());
        handle.createUpdate(
                        """
                        insert into outbox values (:id, :mailbox, :kind, :recipient, :createdAt, :by, :failures, :withPin, :sealed, :version,
                            0, 0, null, :file, null, null)
                        """)
                .bind("id", notice.id().toString())
                .bind("mailbox", notice.mailbox().toString())
                .bind("kind", notice.kind().name())
                .bind("recipient", notice.recipient())
                .bind("createdAt", notice.createdAt().toEpochMilli())
                .bind("by", notice.by())
                .bind("failures", notice.failures())
                .bind("withPin", notice.sealedPin().isPresent() ? 1 : 0)
                .bind("sealed", notice.sealedPin())
                .bind("version", notice.pinVersion())
                .bind("file", notice.file())
                .execute();
    }

    @Override
    public void cancelPinNotices(UUID guid) {
        handle.createUpdate(
                        "update outbox set void = 1, pin_sealed = null where mailbox_guid = :guid and (with_pin = 1 or kind = 'EXPIRING') and delivered_at is null")
                .bind("guid", guid.toString())
                .execute();
    }

    @Override
    public void forgetBefore(Instant moment) {
        handle.createUpdate("delete from event where at < :moment")
                .bind("moment", moment.toEpochMilli())
                .execute();
        handle.createUpdate(
                        "delete from outbox where created_at < :moment and (delivered_at is not null or void = 1) and (file is null or with_pin = 0)")
                .bind("moment", moment.toEpochMilli())
                .execute();
    }

    @Override
    public void add(Session session) {
        handle.createUpdate("delete from session where call_ends < :now")
                .bind("now", now.toEpochMilli())
                .execute();
        handle.createUpdate(
                        "insert into session values (:token, :boundTo, :mailbox, :level, :version, :callEnds, 0, :refusals)")
                .bind("token", session.tokenHash())
                .bind("boundTo", session.boundTo())
                .bind("mailbox", session.mailbox().toString())
                .bind("level", session.level().name())
                .bind("version", session.pinVersion())
                .bind("callEnds", session.callEnds().toEpochMilli())
                .bind("refusals", session.refusals())
                .execute();
    }

    @Override
    public Optional<Session> redeem(String tokenHash, String boundTo) {
        return handle.createQuery(
                        """
                        update session set used = 1
                        where token_hash = :token and bound_to = :boundTo and used = 0 and call_ends > :now returning *
                        """)
                .bind("token", tokenHash)
                .bind("boundTo", boundTo)
                .bind("now", now.toEpochMilli())
                .map((row, _) -> Rows.session(row))
                .findOne();
    }
}
