package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.account.MilestoneChanges;
import org.ovalogin.storage.database.Exclusion;

/// Milestones of the installation. Each row is written once and concerns nobody else. For one
/// thread.
final class SqlMilestones implements MilestoneChanges {
    private final Exclusion exclusion;
    private final Instant now;

    SqlMilestones(Exclusion exclusion, Instant now) {
        this.exclusion = exclusion;
        this.now = now;
    }

    @Override
    public Map<Milestone, Instant> all() {
        var all = new EnumMap<Milestone, Instant>(Milestone.class);
        exclusion
                .beside()
                .createQuery("select name, reached_at from milestone")
                .map(
                        (row, _) ->
                                Map.entry(
                                        Milestone.valueOf(row.getString("name")),
                                        Instant.ofEpochMilli(row.getLong("reached_at"))))
                .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    @Override
    public void reach(Milestone milestone) {
        reach(exclusion.beside(), milestone, now);
    }

    static void reach(Handle handle, Milestone milestone, Instant now) {
        handle.createUpdate(
                        "insert into milestone (name, reached_at) values (:name, :now) on conflict (name) do nothing")
                .bind("name", milestone.name())
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
