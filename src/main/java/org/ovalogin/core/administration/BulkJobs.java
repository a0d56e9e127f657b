package org.ovalogin.core.administration;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobAuthor;
import org.ovalogin.core.bulk.JobConfirmation;
import org.ovalogin.core.bulk.JobCounts;
import org.ovalogin.core.bulk.JobItem;
import org.ovalogin.core.bulk.JobOrder;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Page;
import org.ovalogin.core.store.Revision;

/// Previews, starts, shows and stops bulk jobs; [JobRunner] does their work. Thread-safe.
public final class BulkJobs {
    /// Rows that one transaction forgets.
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final MailboxStore store;

    BulkJobs(MailboxStore store) {
        this.store = store;
    }

    /// A job and its progress at one moment.
    public record Progress(BulkJob job, JobCounts counts) {}

    /// Freezes the selected mailboxes with their versions, and judges each. Nothing changes until
    /// [#start]. A new preview replaces the account's former one.
    public Progress preview(JobOrder wanted, BulkSelection selection, Actor actor) {
        requireAccount(wanted.work(), actor);
        record Found(JobOrder order, List<JobItem> items) {}
        var found =
                store.read(
                        view -> {
                            var order = understood(view, wanted);
                            var judge = JobStep.ItemJudge.of(view, order, actor);
                            return new Found(order, items(view, selection.find(view), judge));
                        });
        if (found.items().isEmpty())
            throw new NotDone("mailboxes", Fault.MISSING, "", "at least one mailbox");
        return store.write(
                work -> {
                    var times = new BulkJob.Times(work.now(), Optional.empty(), Optional.empty());
                    var job =
                            new BulkJob(
                                    UUID.randomUUID(),
                                    JobAuthor.of(actor),
                                    found.order(),
                                    BulkJob.State.PREVIEW,
                                    times);
                    work.jobs().add(job, found.items());
                    return new Progress(job, JobCounts.of(found.items()));
                });
    }

    private static List<JobItem> items(
            MailboxStore.View view, List<Mailbox> mailboxes, JobStep.ItemJudge judge) {
        var versions = view.revisions().versions(mailboxes.stream().map(Revision::of).toList());
        return mailboxes.stream()
                .map(
                        mailbox ->
                                new JobItem(
                                        mailbox.guid(),
                                        mailbox.displayName(),
                                        mailbox.place(),
                                        versions.getOrDefault(Revision.of(mailbox), 0L),
                                        judge.judge(mailbox)))
                .toList();
    }

    /// Starts a preview of this account. What it does is what the preview showed.
    public Progress start(UUID preview, JobConfirmation confirmed, Actor actor) {
        return store.write(
                work -> {
                    var job =
                            work.jobs()
                                    .find(preview)
                                    .filter(j -> mine(j, actor))
                                    .orElseThrow(() -> noSuchJob(preview));
                    requireAccount(job.work(), actor);
                    if (job.state() != BulkJob.State.PREVIEW
                            || work.now().isAfter(job.times().created().plus(BulkJob.PREVIEWED)))
                        throw new NotDone("", Fault.PREVIEW_OVER, "", "");
                    if (work.jobs().runningOf(job.author().account()).isPresent())
                        throw new NotDone("", Fault.JOB_AT_WORK, "", "");
                    return started(work, job, confirmed, actor);
                });
    }

    private static Progress started(
            MailboxStore.Work work, BulkJob preview, JobConfirmation confirmed, Actor actor) {
        var order = preview.order().confirmed(confirmed.reason(), confirmed.liftsHeld());
        var counts = work.jobs().counts(preview.guid());
        var number = counts.toChange(order.liftsHeld());
        confirmed.check(order.work(), number);
        var job = preview.started(order, work.now());
        work.jobs()
                .decideAll(
                        job.guid(),
                        ItemOutcome.HELD,
                        order.liftsHeld() ? ItemOutcome.WAITING : ItemOutcome.LOCK_KEPT);
        work.jobs().save(job);
        record(work, job, "Started", "%d mailboxes".formatted(number), actor.origin());
        return new Progress(job, work.jobs().counts(job.guid()));
    }

    /// Stops a running job of this account, or any if the actor manages. The mailbox under way is
    /// the last one.
    public Progress stop(UUID guid, Actor actor) {
        return store.write(
                work -> {
                    var job = visible(work, guid, actor);
                    if (!mine(job, actor)) actor.require(Right.MANAGE);
                    if (!job.running()) return new Progress(job, work.jobs().counts(guid));
                    return new Progress(
                            ended(work, job, BulkJob.State.STOPPED, actor.origin()),
                            work.jobs().counts(guid));
                });
    }

    /// Ends a running job, for whatever reason.
    static BulkJob ended(MailboxStore.Work work, BulkJob job, BulkJob.State state, Origin origin) {
        var ended = job.ended(state, work.now());
        work.jobs().save(ended);
        var counts = work.jobs().counts(job.guid());
        var left = counts.waiting() > 0 ? ", %d left".formatted(counts.waiting()) : "";
        var result = state.name().charAt(0) + state.code().substring(1);
        record(
                work,
                ended,
                result,
                "%d done, %d skipped%s".formatted(counts.done(), counts.skipped(), left),
                origin);
        return ended;
    }

    private static void record(
            MailboxStore.Work work, BulkJob job, String result, String numbers, Origin origin) {
        var reason = job.order().reason();
        var subject = job.work().code() + ", " + numbers + (reason.isEmpty() ? "" : ": " + reason);
        work.events()
                .append(Event.about(work.now(), Event.Name.BULK_JOB, result, "", subject, origin));
    }

    /// A job of this account, or any if the actor manages.
    public Progress find(UUID guid, Actor actor) {
        return store.read(
                view -> {
                    var job = visible(view, guid, actor);
                    return new Progress(job, view.jobs().counts(guid));
                });
    }

    /// Mailboxes of a job in the order of the preview.
    ///
    /// @param outcome empty: any
    /// @param skip mailboxes of the pages before
    public List<JobItem> items(
            UUID guid, Optional<ItemOutcome> outcome, int skip, int most, Actor actor) {
        return store.read(
                view -> {
                    var _ = visible(view, guid, actor);
                    return view.jobs().items(guid, outcome, skip, most);
                });
    }

    /// Jobs of this account, or all if the actor manages, newest first.
    public List<Progress> recent(int most, Actor actor) {
        actor.require(Right.SUPPORT);
        return store.read(
                view -> {
                    var whose =
                            actor.may(Right.MANAGE)
                                    ? Optional.<UUID>empty()
                                    : Optional.of(actor.account().orElseThrow());
                    return view.jobs().recent(whose, most).stream()
                            .map(job -> new Progress(job, view.jobs().counts(job.guid())))
                            .toList();
                });
    }

    /// Forgets previews that nobody confirmed, and jobs that ended [BulkJob#KEPT] ago.
    public void forget() {
        int forgotten;
        do {
            forgotten = store.write(BulkJobs::forget);
        } while (forgotten == FORGOTTEN_AT_ONCE);
    }

    private static int forget(MailboxStore.Work work) {
        return work.jobs()
                .forget(
                        work.now().minus(BulkJob.PREVIEWED),
                        work.now().minus(BulkJob.KEPT),
                        FORGOTTEN_AT_ONCE);
    }

    private static BulkJob visible(MailboxStore.View view, UUID guid, Actor actor) {
        actor.require(Right.SUPPORT);
        return view.jobs()
                .find(guid)
                .filter(job -> mine(job, actor) || seen(job, actor))
                .orElseThrow(() -> noSuchJob(guid));
    }

    /// Nobody sees another's preview.
    private static boolean seen(BulkJob job, Actor actor) {
        return job.state() != BulkJob.State.PREVIEW && actor.may(Right.MANAGE);
    }

    private static boolean mine(BulkJob job, Actor actor) {
        return actor.account().filter(job.author().account()::equals).isPresent();
    }

    private static NotDone noSuchJob(UUID guid) {
        return new NotDone("Identity", Fault.NO_SUCH_JOB, guid.toString(), "");
    }

    /// A job works for an account, whose rights are looked up again at each mailbox.
    private static void requireAccount(BulkWork work, Actor actor) {
        actor.require(work.right());
        if (actor.account().isEmpty()) throw new NotDone("", Fault.NOT_YOUR_ROLE, "", "");
    }

    /// The order with its target as it is stored.
    private static JobOrder understood(MailboxStore.View view, JobOrder wanted) {
        return switch (wanted.work()) {
            case POLICY ->
                    JobOrder.of(
                            wanted.work(),
                            new Directory(view)
                                    .policy("to", wanted.target(), Optional.empty())
                                    .guid()
                                    .toString());
            case LANGUAGE -> {
                if (wanted.target().isEmpty()) yield wanted;
                var language = Language.of(wanted.target());
                if (language.isEmpty())
                    throw new NotDone("to", Fault.LANGUAGE, wanted.target(), Language.tags());
                yield JobOrder.of(wanted.work(), language.get().code());
            }
            case RESET, UNLOCK, DISABLE -> JobOrder.of(wanted.work(), "");
        };
    }

    /// The mailboxes for which a bulk job is wanted.
    public sealed interface BulkSelection {
        /// In the order of the selection, each once.
        ///
        /// @throws NotDone if there are too many, or one is unknown
        List<Mailbox> find(MailboxStore.View view);

        /// Mailboxes by GUID, as ticked on a page. One that is gone is left out.
        record Ticked(List<UUID> guids) implements BulkSelection {
            public Ticked {
                guids = List.copyOf(guids);
            }

            @Override
            public List<Mailbox> find(MailboxStore.View view) {
                refuseMore(guids.size());
                return guids.stream()
                        .distinct()
                        .map(view.mailboxes()::find)
                        .flatMap(Optional::stream)
                        .toList();
            }
        }

        /// Mailboxes by any identity.
        record Named(List<String> identities) implements BulkSelection {
            public Named {
                identities = List.copyOf(identities);
            }

            @Override
            public List<Mailbox> find(MailboxStore.View view) {
                refuseMore(identities.size());
                var directory = new Directory(view);
                return identities.stream().map(directory::mailbox).distinct().toList();
            }
        }

        /// All mailboxes that match.
        record Matching(MailboxQuery query) implements BulkSelection {
            @Override
            public List<Mailbox> find(MailboxStore.View view) {
                var all = query.after(Optional.empty()).limit(BulkJob.MOST);
                var page = view.mailboxes().page(all);
                // a search that ends at its bound does not know all that match
                if (page.extent() == Page.Extent.CAPPED) throw tooMany(page.total() + "+");
                refuseMore(page.total());
                return page.items();
            }
        }

        private static void refuseMore(long found) {
            if (found > BulkJob.MOST) throw tooMany(String.valueOf(found));
        }

        private static NotDone tooMany(String found) {
            return new NotDone(
                    "mailboxes",
                    Fault.TOO_MANY_MAILBOXES,
                    found,
                    "%d, or %d that a search finds".formatted(BulkJob.MOST, 1_000));
        }
    }
}
