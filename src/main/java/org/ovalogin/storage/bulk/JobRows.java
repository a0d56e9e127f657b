package org.ovalogin.storage.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobAuthor;
import org.ovalogin.core.bulk.JobItem;
import org.ovalogin.core.bulk.JobOrder;

/// Rows of bulk jobs as objects, and back.
final class JobRows {
    private JobRows() {}

    static BulkJob job(ResultSet row) throws SQLException {
        return new BulkJob(
                UUID.fromString(row.getString("job_id")),
                new JobAuthor(
                        UUID.fromString(row.getString("job_account")),
                        row.getString("job_account_name"),
                        row.getInt("job_manages") == 1,
                        row.getString("job_from")),
                new JobOrder(
                        BulkWork.valueOf(row.getString("job_work")),
                        row.getString("job_target"),
                        row.getString("job_reason"),
                        row.getInt("job_lifts_held") == 1),
                BulkJob.State.valueOf(row.getString("job_state")),
                new BulkJob.Times(
                        Instant.ofEpochMilli(row.getLong("job_created_at")),
                        instant(row, "job_started_at"),
                        instant(row, "job_ended_at")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static JobItem item(ResultSet row) throws SQLException {
        return new JobItem(
                UUID.fromString(row.getString("mailbox_guid")),
                row.getString("item_name"),
                row.getString("item_place"),
                row.getLong("item_version"),
                ItemOutcome.valueOf(row.getString("item_outcome")));
    }

    static Update bind(Update update, BulkJob job) {
        return update.bind("job", job.guid().toString())
                .bind("account", job.author().account().toString())
                .bind("accountName", job.author().name())
                .bind("manages", job.author().manages() ? 1 : 0)
                .bind("from", job.author().from())
                .bind("work", job.work().name())
                .bind("target", job.order().target())
                .bind("reason", job.order().reason())
                .bind("lifts", job.order().liftsHeld() ? 1 : 0)
                .bind("state", job.state().name())
                .bind("created", job.times().created().toEpochMilli())
                .bind("started", job.times().started().map(Instant::toEpochMilli))
                .bind("ended", job.times().ended().map(Instant::toEpochMilli));
    }
}
