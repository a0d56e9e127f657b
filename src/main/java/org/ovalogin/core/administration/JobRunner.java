package org.ovalogin.core.administration;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobItem;
import org.ovalogin.core.bulk.JobTurns;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.work.BackgroundWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works on the running bulk jobs: a mailbox of each in turn, then a pause, so that calls don't
/// notice. One server of a database has the turn. What another server or an earlier process left,
/// the next one goes on with. Thread-safe.
public final class JobRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private static final Duration EVERY = Duration.ofSeconds(1);

    /// The pause after a mailbox, in times of its work: the disk is free for others that long.
    private static final int PAUSES = 3;

    /// The pause while no job may send a letter, or the hash queue is full.
    private static final Duration IDLE = Duration.ofMillis(200);

    /// Failures in a row at one mailbox after which it is left alone.
    private static final int TRIES = 5;

    /// How long a stopping server waits for the mailbox under way.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final MailboxStore store;
    private final JobStep step;
    private final JobTurns turns;
    private final BooleanSupplier letterMayGo;
    private final BackgroundWork background;

    /// Letters sent beyond the one that was counted before each reset.
    private int owed;

    /// The mailbox at which this server failed last, and how often in a row.
    private Optional<UUID> failing = Optional.empty();

    private int failures;

    JobRunner(MailboxStore store, JobStep step, JobTurns turns, BooleanSupplier letterMayGo) {
        this(store, step, turns, letterMayGo, BackgroundWork::sleep);
    }

    /// @param letterMayGo asked before each letter
    /// @param pause lets time pass
    JobRunner(
            MailboxStore store,
            JobStep step,
            JobTurns turns,
            BooleanSupplier letterMayGo,
            Consumer<Duration> pause) {
        this.store = store;
        this.step = step;
        this.turns = turns;
        this.letterMayGo = letterMayGo;
        background = new BackgroundWork("bulk-jobs", GRACE, pause);
    }

    /// Works from now on, until closed.
    public void start() {
        background.repeat(this::run, EVERY);
    }

    /// Works until no job runs, or another server has the turn. Never throws: after a failure it
    /// runs again in a second.
    public void run() {
        try {
            if (store.read(view -> view.jobs().running()).isEmpty()) return;
            var turn = turns.take();
            if (turn.isEmpty()) return;
            try (var mine = turn.get()) {
                while (!background.isClosed() && mine.held() && round()) {}
            }
        } catch (RuntimeException e) {
            log.warn("bulk jobs did not go on; in a second again: {}", e.toString());
        }
    }

    /// Takes a step of each running job; false if none runs.
    private boolean round() {
        var jobs = store.read(view -> view.jobs().running());
        var moved = false;
        for (var job : jobs) {
            if (background.isClosed()) return false;
            var start = System.nanoTime();
            if (!step(job)) continue;
            moved = true;
            background.pause(Duration.ofNanos(System.nanoTime() - start).multipliedBy(PAUSES));
        }
        if (!moved && !jobs.isEmpty()) background.pause(IDLE);
        return !jobs.isEmpty();
    }

    /// @return false if the job has to wait
    private boolean step(BulkJob job) {
        var next = store.read(view -> view.jobs().next(job.guid()));
        if (next.isEmpty()) {
            finish(job);
            return true;
        }
        var item = next.get();
        var letters = step.letters(job, item);
        if (letters > 0 && !mayGo()) return false;
        try {
            if (!step.take(job, item)) return false;
        } catch (RuntimeException e) {
            failed(job, item, e);
            return false;
        }
        owed += Math.max(0, letters - 1);
        failing = Optional.empty();
        return true;
    }

    /// Whether what was sent is paid for, and one more letter may go.
    private boolean mayGo() {
        while (owed > 0) {
            if (!letterMayGo.getAsBoolean()) return false;
            owed--;
        }
        return letterMayGo.getAsBoolean();
    }

    private void failed(BulkJob job, JobItem item, RuntimeException e) {
        failures = failing.filter(item.mailbox()::equals).isPresent() ? failures + 1 : 1;
        failing = Optional.of(item.mailbox());
        log.warn(
                "bulk job {} failed at mailbox {}, try {} of {}: {}",
                job.guid(),
                item.mailbox(),
                failures,
                TRIES,
                e.toString());
        if (failures >= TRIES) step.skip(job, item, ItemOutcome.FAILED);
        else background.pause(EVERY.multipliedBy(failures));
    }

    private void finish(BulkJob job) {
        store.change(
                work -> {
                    var running = work.jobs().find(job.guid()).filter(BulkJob::running);
                    if (running.isEmpty() || work.jobs().next(job.guid()).isPresent()) return;
                    var origin = new Origin(job.author().name(), job.author().from());
                    var _ = BulkJobs.ended(work, running.get(), BulkJob.State.FINISHED, origin);
                });
    }

    /// Lets the mailbox under way end. Jobs go on at the next start, or on another server.
    @Override
    public void close() {
        background.close();
    }
}
