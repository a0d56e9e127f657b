package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.PolicyChanges;
import org.ovalogin.storage.database.CostInForce;
import org.ovalogin.storage.database.Exclusion;

/// Mailbox policies, which are changed only alone. For one thread.
final class SqlPolicies implements PolicyChanges {
    private static final ParameterColumns<PinPolicy, PinPolicy.Draft> COLUMNS =
            ParameterColumns.OF_POLICIES;

    private final Exclusion exclusion;
    private final Instant now;

    SqlPolicies(Exclusion exclusion, Instant now) {
        this.exclusion = exclusion;
        this.now = now;
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
    public Map<UUID, Long> mailboxes() {
        return exclusion
                .handle()
                .createQuery("select policy_guid, count(*) from mailbox group by policy_guid")
                .map((row, _) -> Map.entry(UUID.fromString(row.getString(1)), row.getLong(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public void add(MailboxPolicy policy) {
        bind(
                        "insert into mailbox_policy (policy_guid, policy_name, dial_plan, %s) values (:guid, :name, :dialPlan, %s)"
                                .formatted(COLUMNS.names, COLUMNS.values),
                        policy)
                .bind("dialPlan", policy.dialPlan())
                .execute();
    }

    @Override
    public void save(MailboxPolicy policy) {
        bind(
                        "update mailbox_policy set policy_name = :name, %s where policy_guid = :guid"
                                .formatted(COLUMNS.assignments),
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

    @Override
    public Optional<Cost> hashCost() {
        return CostInForce.find(exclusion.handle());
    }

    @Override
    public void hashCost(Cost cost) {
        CostInForce.set(exclusion.handle(), cost, now);
    }

    private Update bind(String sql, MailboxPolicy policy) {
        var update =
                exclusion
                        .handle()
                        .createUpdate(sql)
                        .bind("guid", policy.guid().toString())
                        .bind("name", policy.name());
        COLUMNS.bind(update, policy.pin());
        return update;
    }
}
