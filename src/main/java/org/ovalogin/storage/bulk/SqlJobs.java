package org.ovalogin.storage.bulk;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobChanges;
import org.ovalogin.core.bulk.JobCounts;
import org.ovalogin.core.bulk.JobItem;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.NamedSql;

/// Bulk jobs in their tables. For one thread.
public final class SqlJobs implements JobChanges {
    private static final NamedSql INSERT_ITEM =
            new NamedSql(
                    "insert into bulk_item values (:job, :position, :mailbox, :name, :place, :version, :outcome)");

    private final Exclusion exclusion;

    public SqlJobs(Exclusion exclusion) {
        this.exclusion = exclusion;
    }

    @Override
    public Optional<BulkJob> find(UUID job) {
        return exclusion
                .handle()
                .createQuery("select * from bulk_job where job_id = :job")
                .bind("job", job.toString())
                .map((row, _) -> JobRows.job(row))
                .findOne();
    }

    @Override
    public Optional<UUID> runningOf(UUID account) {
        return exclusion
                .handle()
                .createQuery(
                        "select job_id from bulk_job where job_account = :account and job_state = 'RUNNING'")
                .bind("account", account.toString())
                .mapTo(String.class)
                .findOne()
                .map(UUID::fromString);
    }

    @Override
    public List<BulkJob> running() {
        return exclusion
                .handle()
                .createQuery(
                        "select * from bulk_job where job_state = 'RUNNING' order by job_started_at, job_id")
                .map((row, _) -> JobRows.job(row))
                .list();
    }

    @Override
    public List<BulkJob> recent(Optional<UUID> account, int most) {
        return exclusion
                .handle()
                .createQuery(
                        """
                        select * from bulk_job where job_state <> 'PREVIEW' and (:any = 1 or job_account = :account)
                        order by job_created_at desc, job_id limit :most
                        """)
                .bind("any", account.isEmpty() ? 1 : 0)
                .bind("account", account.map(UUID::toString).orElse(""))
                .bind("most", most)
                .map((row, _) -> JobRows.job(row))
                .list();
    }

    @Override
    public JobCounts counts(UUID job) {
        var counts = new EnumMap<ItemOutcome, Long>(ItemOutcome.class);
        exclusion
                .handle()
                .createQuery(
                        "select item_outcome, count(*) as items from bulk_item where job_id = :job group by item_outcome")
                .bind("job", job.toString())
                .map(
                        (row, _) ->
                                counts.put(
                                        ItemOutcome.valueOf(row.getString("item_outcome")),
                                        row.getLong("items")))
                .list();
        return new JobCounts(counts);
    }

    @Override
    public List<JobItem> items(UUID job, Optional<ItemOutcome> outcome, int skip, int most) {
        return exclusion
                .handle()
                .createQuery(
                        """
                        select * from bulk_item where job_id = :job and (:any = 1 or item_outcome = :outcome)
                        order by job_position limit :most offset :skip
                        """)
                .bind("job", job.toString())
                .bind("any", outcome.isEmpty() ? 1 : 0)
                .bind("outcome", outcome.map(ItemOutcome::name).orElse(""))
                .bind("skip", skip)
                .bind("most", most)
                .map((row, _) -> JobRows.item(row))
                .list();
    }

    @Override
    public Optional<JobItem> next(UUID job) {
        return exclusion
                .handle()
                .createQuery(
                        """
                        select * from bulk_item where job_id = :job and item_outcome = 'WAITING'
                        order by job_position limit 1
                        """)
                .bind("job", job.toString())
                .map((row, _) -> JobRows.item(row))
                .findOne();
    }

    /// Beside others: nobody else reads or writes the rows of a preview.
    @Override
    public void add(BulkJob preview, List<JobItem> items) {
        exclusion
                .beside()
                .createUpdate(
                        "delete from bulk_job where job_account = :account and job_state = 'PREVIEW'")
                .bind("account", preview.author().account().toString())
                .execute();
        JobRows.bind(
                        exclusion
                                .beside()
                                .createUpdate(
                                        """
                                        insert into bulk_job values (:job, :account, :accountName, :manages, :from, :work, :target,
                                            :reason, :lifts, :state, :created, :started, :ended)
                                        """),
                        preview)
                .execute();
        INSERT_ITEM.execute(
                exclusion.beside(),
                IntStream.range(0, items.size())
                        .mapToObj(at -> row(preview.guid(), at, items.get(at)))
                        .toList());
    }

    private static NamedSql.Row row(UUID job, int position, JobItem item) {
        return INSERT_ITEM
                .row()
                .bind("job", job.toString())
                .bind("position", position)
                .bind("mailbox", item.mailbox().toString())
                .bind("name", item.name())
                .bind("place", item.place())
                .bind("version", item.version())
                .bind("outcome", item.outcome().name());
    }

    @Override
    public void save(BulkJob job) {
        exclusion
                .handle()
                .createUpdate(
                        """
                        update bulk_job set job_target = :target, job_reason = :reason, job_lifts_held = :lifts, job_state = :state,
                            job_started_at = :started, job_ended_at = :ended where job_id = :job
                        """)
                .bind("job", job.guid().toString())
                .bind("target", job.order().target())
                .bind("reason", job.order().reason())
                .bind("lifts", job.order().liftsHeld() ? 1 : 0)
                .bind("state", job.state().name())
                .bind("started", job.times().started().map(Instant::toEpochMilli))
                .bind("ended", job.times().ended().map(Instant::toEpochMilli))
                .execute();
    }

    @Override
    public void decideAll(UUID job, ItemOutcome from, ItemOutcome to) {
        exclusion
                .handle()
                .createUpdate(
                        "update bulk_item set item_outcome = :to where job_id = :job and item_outcome = :from")
                .bind("to", to.name())
                .bind("job", job.toString())
                .bind("from", from.name())
                .execute();
    }

    @Override
    public boolean decide(UUID job, UUID mailbox, ItemOutcome outcome) {
        return exclusion
                        .handle()
                        .createUpdate(
                                """
                                update bulk_item set item_outcome = :outcome
                                where job_id = :job and mailbox_guid = :mailbox and item_outcome = 'WAITING'
                                """)
                        .bind("outcome", outcome.name())
                        .bind("job", job.toString())
                        .bind("mailbox", mailbox.toString())
                        .execute()
                == 1;
    }

    private static final String OVER =
            """
            (job_state = 'PREVIEW' and job_created_at < :previewed
                or job_state not in ('PREVIEW', 'RUNNING') and job_ended_at < :ended)\
            """;

    /// Beside others: nobody works on a job that is over.
    @Override
    public int forget(Instant previewed, Instant ended, int most) {
        var items =
                exclusion
                        .beside()
                        .createUpdate(
                                """
                                delete from bulk_item where (job_id, job_position) in (
                                    select i.job_id, i.job_position from bulk_item i join bulk_job j on j.job_id = i.job_id
                                    where %s limit :most)
                                """
                                        .formatted(OVER))
                        .bind("previewed", previewed.toEpochMilli())
                        .bind("ended", ended.toEpochMilli())
                        .bind("most", most)
                        .execute();
        if (items == most) return items;
        return items
                + exclusion
                        .beside()
                        .createUpdate("delete from bulk_job where " + OVER)
                        .bind("previewed", previewed.toEpochMilli())
                        .bind("ended", ended.toEpochMilli())
                        .execute();
    }
}
