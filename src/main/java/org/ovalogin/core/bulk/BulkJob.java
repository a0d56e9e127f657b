package org.ovalogin.core.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// A bulk job. Its mailboxes are [JobItem]s.
public record BulkJob(UUID guid, JobAuthor author, JobOrder order, State state, Times times) {
    /// Mailboxes of one job.
    public static final int MOST = 10_000;

    /// Time after which a preview can't be confirmed any more.
    public static final Duration PREVIEWED = Duration.ofHours(1);

    /// Age at which a job that is over is forgotten.
    public static final Duration KEPT = Duration.ofDays(30);

    public enum State {
        /// Shown to its author, not confirmed.
        PREVIEW,
        RUNNING,
        FINISHED,
        /// Somebody has stopped it.
        STOPPED,
        /// The account was disabled or removed, or has lost the right.
        WITHDRAWN;

        /// For programs: `running`.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param started when it was confirmed
    /// @param ended when nothing was left, or somebody stopped it
    public record Times(Instant created, Optional<Instant> started, Optional<Instant> ended) {}

    public BulkWork work() {
        return order.work();
    }

    public boolean running() {
        return state == State.RUNNING;
    }

    public BulkJob started(JobOrder confirmed, Instant now) {
        return new BulkJob(
                guid,
                author,
                confirmed,
                State.RUNNING,
                new Times(times.created, Optional.of(now), Optional.empty()));
    }

    public BulkJob ended(State end, Instant now) {
        return new BulkJob(
                guid,
                author,
                order,
                end,
                new Times(times.created, times.started, Optional.of(now)));
    }

    /// The origin of its events.
    public String origin() {
        return order.reason().isEmpty() ? "bulk job" : "bulk job: " + order.reason();
    }
}
