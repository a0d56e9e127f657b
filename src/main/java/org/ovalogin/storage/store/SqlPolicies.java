package org.ovalogin.storage.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.store.PolicyChanges;
import org.ovalogin.storage.database.Exclusion;

/// Mailbox policies, which are changed only alone. For one thread.
final class SqlPolicies implements PolicyChanges {
    private final Exclusion exclusion;

    SqlPolicies(Exclusion exclusion) {
        this.exclusion = exclusion;
    }

    @Override
    public Optional<MailboxPolicy> find(String dialPlan, String name) {
        return exclusion
                .beside()
                .createQuery(
                        "select * from mailbox_policy where dial_plan = :dialPlan and policy_name = :name")
                .bind("dialPlan", dialPlan)
                .bind("name", name)
                .map((row, _) -> Rows.policy(row))
                .findOne();
    }

    @Override
    public Optional<MailboxPolicy> find(UUID guid) {
        return exclusion
                .beside()
                .createQuery("select * from mailbox_policy where policy_guid = :guid")
                .bind("guid", guid.toString())
                .map((row, _) -> Rows.policy(row))
                .findOne();
    }

    @Override
    public List<MailboxPolicy> all() {
        return exclusion
                .beside()
                .createQuery("select * from mailbox_policy order by dial_plan, policy_name")
                .map((row, _) -> Rows.policy(row))
                .list();
    }

    @Override
    public void add(MailboxPolicy policy) {
        bind(
                        """
                        insert into mailbox_policy (policy_guid, policy_name, dial_plan, min_pin_length, pin_lifetime_days, pin_history_count,
                            common_patterns, failures_before_reset, max_logon_attempts, policy_pinless, lockout_minutes, expiry_warning_days,
                            temporary_pin_hours, min_pin_age_hours, reset_pin_text, um_enabled_text, separate_trusted_lockout, allow_typed_pin)
                        values (:guid, :name, :dialPlan, :minLength, :lifetime, :history, :common, :reset, :max,
                            :pinless, :lockout, :warning, :temporary, :minAge, :resetText, :enabledText, :separate, :typed)
                        """,
                        policy)
                .bind("dialPlan", policy.dialPlan())
                .execute();
    }

    @Override
    public void save(MailboxPolicy policy) {
        bind(
                        """
                        update mailbox_policy set policy_name = :name, min_pin_length = :minLength, pin_lifetime_days = :lifetime,
                            pin_history_count = :history, common_patterns = :common, failures_before_reset = :reset, max_logon_attempts = :max,
                            policy_pinless = :pinless, lockout_minutes = :lockout, expiry_warning_days = :warning,
                            temporary_pin_hours = :temporary, min_pin_age_hours = :minAge, reset_pin_text = :resetText,
                            um_enabled_text = :enabledText, separate_trusted_lockout = :separate, allow_typed_pin = :typed
                        where policy_guid = :guid
                        """,
                        policy)
                .execute();
        exclusion
                .handle()
                .createUpdate(
                        """
                        delete from pin_history where mailbox_guid in (select mailbox_guid from mailbox where policy_guid = :guid)
                            and number <= (select max(h.number) from pin_history h where h.mailbox_guid = pin_history.mailbox_guid) - :keep
                        """)
                .bind("guid", policy.guid().toString())
                .bind("keep", policy.pin().pinHistoryCount())
                .execute();
    }

    @Override
    public void remove(MailboxPolicy policy) {
        exclusion
                .handle()
                .createUpdate("delete from mailbox_policy where policy_guid = :guid")
                .bind("guid", policy.guid().toString())
                .execute();
    }

    private Update bind(String sql, MailboxPolicy policy) {
        var pin = policy.pin();
        return exclusion
                .handle()
                .createUpdate(sql)
                .bind("guid", policy.guid().toString())
                .bind("name", policy.name())
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
                .bind("separate", pin.separateTrustedLockout() ? 1 : 0)
                .bind("typed", pin.allowTypedPin() ? 1 : 0)
                .bind("resetText", policy.resetPinText())
                .bind("enabledText", policy.umEnabledText());
    }
}
