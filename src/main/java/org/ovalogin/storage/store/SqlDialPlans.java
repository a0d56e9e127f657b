package org.ovalogin.storage.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.storage.database.SqlConditions;

/// Dial plans and their policies, within one transaction. For one thread.
final class SqlDialPlans {
    private final Handle handle;

    SqlDialPlans(Handle handle) {
        this.handle = handle;
    }

    Optional<DialPlan> find(String name) {
        var alike =
                handle.createQuery("select * from dial_plan where lower(dial_plan) = :key")
                        .bind("key", SqlConditions.key(name))
                        .map((row, _) -> Rows.dialPlan(row))
                        .list();
        // names that differ in case only were allowed once, and are told apart
        return alike.stream()
                .filter(plan -> alike.size() == 1 || plan.name().equals(name))
                .findFirst();
    }

    List<DialPlan> all() {
        return handle.createQuery("select * from dial_plan order by dial_plan")
                .map((row, _) -> Rows.dialPlan(row))
                .list();
    }

    Optional<MailboxPolicy> policy(String dialPlan, String name) {
        return handle.createQuery(
                        "select * from mailbox_policy where dial_plan = :dialPlan and policy_name = :name")
                .bind("dialPlan", dialPlan)
                .bind("name", name)
                .map((row, _) -> Rows.policy(row))
                .findOne();
    }

    Optional<MailboxPolicy> policy(UUID guid) {
        return handle.createQuery("select * from mailbox_policy where policy_guid = :guid")
                .bind("guid", guid.toString())
                .map((row, _) -> Rows.policy(row))
                .findOne();
    }

    List<MailboxPolicy> policies() {
        return handle.createQuery("select * from mailbox_policy order by dial_plan, policy_name")
                .map((row, _) -> Rows.policy(row))
                .list();
    }

    void add(DialPlan dialPlan) {
        bind(
                        """
                        insert into dial_plan (dial_plan, extension_digits, access_numbers, default_language, logon_failures, input_failures,
                            max_call_minutes, operator_extension, voicemail_context, default_time_zone)
                        values (:name, :digits, :numbers, :language, :logonFailures, :inputFailures, :minutes, :operator, :context, :timeZone)
                        """,
                        dialPlan)
                .execute();
    }

    void save(DialPlan dialPlan) {
        bind(
                        """
                        update dial_plan set extension_digits = :digits, access_numbers = :numbers, default_language = :language,
                            logon_failures = :logonFailures, input_failures = :inputFailures, max_call_minutes = :minutes,
                            operator_extension = :operator, voicemail_context = :context, default_time_zone = :timeZone
                        where dial_plan = :name
                        """,
                        dialPlan)
                .execute();
    }

    void remove(DialPlan dialPlan) {
        for (var table : List.of("mailbox_policy", "dial_plan"))
            handle.createUpdate("delete from " + table + " where dial_plan = :name")
                    .bind("name", dialPlan.name())
                    .execute();
    }

    private Update bind(String sql, DialPlan dialPlan) {
        return handle.createUpdate(sql)
                .bind("name", dialPlan.name())
                .bind("digits", dialPlan.numberOfDigitsInExtension())
                .bind("numbers", String.join(",", dialPlan.accessTelephoneNumbers()))
                .bind("language", dialPlan.defaultLanguage())
                .bind("timeZone", dialPlan.timeZone().map(TimeZone::name))
                .bind("logonFailures", dialPlan.logonFailuresBeforeDisconnect())
                .bind("inputFailures", dialPlan.inputFailuresBeforeDisconnect())
                .bind("minutes", dialPlan.maxCallDuration().toMinutes())
                .bind("operator", dialPlan.operatorExtension())
                .bind("context", dialPlan.voicemailContext());
    }

    void add(MailboxPolicy policy) {
        bind(
                        "insert into mailbox_policy (policy_guid, policy_name, dial_plan, %s) values (:guid, :name, :dialPlan, %s)"
                                .formatted(PolicyColumns.names(), PolicyColumns.values()),
                        policy)
                .bind("dialPlan", policy.dialPlan())
                .execute();
    }

    void save(MailboxPolicy policy) {
        bind(
                        "update mailbox_policy set policy_name = :name, %s where policy_guid = :guid"
                                .formatted(PolicyColumns.assignments()),
                        policy)
                .execute();
        handle.createUpdate(
                        """
                        delete from pin_history where mailbox_guid in (select mailbox_guid from mailbox where policy_guid = :guid)
                            and number <= (select max(h.number) from pin_history h where h.mailbox_guid = pin_history.mailbox_guid) - :keep
                        """)
                .bind("guid", policy.guid().toString())
                .bind("keep", policy.pin().pinHistoryCount())
                .execute();
    }

    void remove(MailboxPolicy policy) {
        handle.createUpdate("delete from mailbox_policy where policy_guid = :guid")
                .bind("guid", policy.guid().toString())
                .execute();
    }

    private Update bind(String sql, MailboxPolicy policy) {
        var update =
                handle.createUpdate(sql)
                        .bind("guid", policy.guid().toString())
                        .bind("name", policy.name());
        PolicyColumns.bind(update, policy.pin());
        return update;
    }
}
