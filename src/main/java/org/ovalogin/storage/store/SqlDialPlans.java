package org.ovalogin.storage.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.store.DialPlanChanges;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.SqlConditions;

/// Dial plans, which are changed only alone. For one thread.
final class SqlDialPlans implements DialPlanChanges {
    private static final ParameterColumns<DialPlan, DialPlan.Draft> COLUMNS =
            ParameterColumns.OF_DIAL_PLANS;

    private final Exclusion exclusion;

    SqlDialPlans(Exclusion exclusion) {
        this.exclusion = exclusion;
    }

    @Override
    public Optional<DialPlan> find(String name) {
        var alike =
                exclusion
                        .beside()
                        .createQuery("select * from dial_plan where lower(dial_plan) = :key")
                        .bind("key", SqlConditions.key(name))
                        .map((row, _) -> Rows.dialPlan(row))
                        .list();
        // names that differ in case only were allowed once, and are told apart
        return alike.stream()
                .filter(plan -> alike.size() == 1 || plan.name().equals(name))
                .findFirst();
    }

    @Override
    public List<DialPlan> all() {
        return exclusion
                .beside()
                .createQuery("select * from dial_plan order by dial_plan")
                .map((row, _) -> Rows.dialPlan(row))
                .list();
    }

    @Override
    public Map<String, Long> mailboxes() {
        return exclusion
                .handle()
                .createQuery("select dial_plan, count(*) from mailbox group by dial_plan")
                .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Unfit unfit(DialPlan dialPlan, int most) {
        var outside =
                "from extension where dial_plan = :name and (length(digits) < :shortest or length(digits) > :longest)";
        var first =
                query("select digits " + outside + " order by digits limit :most", dialPlan)
                        .bind("most", most)
                        .mapTo(String.class)
                        .list();
        var total = query("select count(*) " + outside, dialPlan).mapTo(Long.class).one();
        return new Unfit(first, total);
    }

    private Query query(String sql, DialPlan dialPlan) {
        var lengths = dialPlan.extensionLengths();
        return exclusion
                .handle()
                .createQuery(sql)
                .bind("name", dialPlan.name())
                .bind("shortest", lengths.shortest())
                .bind("longest", lengths.longest());
    }

    @Override
    public void add(DialPlan dialPlan) {
        bind(
                        "insert into dial_plan (dial_plan, %s) values (:name, %s)"
                                .formatted(COLUMNS.names, COLUMNS.values),
                        dialPlan)
                .execute();
    }

    @Override
    public void save(DialPlan dialPlan) {
        bind(
                        "update dial_plan set %s where dial_plan = :name"
                                .formatted(COLUMNS.assignments),
                        dialPlan)
                .execute();
    }

    @Override
    public void remove(DialPlan dialPlan) {
        for (var table : List.of("mailbox_policy", "dial_plan"))
            exclusion
                    .handle()
                    .createUpdate("delete from " + table + " where dial_plan = :name")
                    .bind("name", dialPlan.name())
                    .execute();
    }

    private Update bind(String sql, DialPlan dialPlan) {
        var update = exclusion.handle().createUpdate(sql).bind("name", dialPlan.name());
        COLUMNS.bind(update, dialPlan);
        return update;
    }
}
