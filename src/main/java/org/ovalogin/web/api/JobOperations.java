package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpStatus;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.BulkJobs;
import org.ovalogin.core.administration.BulkJobs.BulkSelection;
import org.ovalogin.core.administration.BulkJobs.Progress;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobConfirmation;
import org.ovalogin.core.bulk.JobItem;
import org.ovalogin.core.bulk.JobOrder;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.SearchText;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.web.http.HttpRefusal;

/// Bulk jobs: one change of many mailboxes.
final class JobOperations {
    private static final int RECENT = 50;
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 1000;

    private static final Set<String> CONDITIONS = Set.of("search", "dialPlan", "policy", "states");

    private static final Set<String> MEMBERS =
            MailboxPatch.union(
                    CONDITIONS,
                    Set.of("work", "to", "mailboxes", "expected", "reason", "liftsHeldLocks"));

    private final Administration administration;
    private final BulkJobs jobs;

    JobOperations(Administration administration) {
        this.administration = administration;
        jobs = administration.jobs();
    }

    /// @param work as in [BulkWork]
    /// @param to policy or language
    /// @param mailboxes all of the job
    record JobJson(
            String id,
            String work,
            String to,
            String reason,
            boolean liftsHeldLocks,
            String account,
            String state,
            long mailboxes,
            long waiting,
            long done,
            long skipped,
            @Nullable String startedAt,
            @Nullable String endedAt) {
        static JobJson of(Progress progress) {
            var job = progress.job();
            var counts = progress.counts();
            return new JobJson(
                    job.guid().toString(),
                    job.work().code(),
                    job.order().target(),
                    job.order().reason(),
                    job.order().liftsHeld(),
                    job.author().name().replaceFirst("^account ", ""),
                    job.state().code(),
                    counts.all(),
                    counts.waiting(),
                    counts.done(),
                    counts.skipped(),
                    Json.time(job.times().started()),
                    Json.time(job.times().ended()));
        }
    }

    /// @param place dial plan and primary extension
    record ItemJson(String guid, String displayName, String place, String outcome) {
        static ItemJson of(JobItem item) {
            return new ItemJson(
                    item.mailbox().toString(), item.name(), item.place(), item.outcome().code());
        }
    }

    /// @param next cursor of the next page
    record ItemsJson(List<ItemJson> items, @Nullable String next) {}

    List<Operation> all() {
        return List.of(
                Operation.get(
                                "/jobs",
                                "listJobs",
                                "The newest bulk jobs of the account; of all accounts with the right to manage.",
                                this::recent)
                        .needs(Right.SUPPORT)
                        .answers("Jobs"),
                Operation.post(
                                "/jobs",
                                "startJob",
                                "Starts a bulk job, which goes on in the background.",
                                this::start)
                        .needs(Right.SUPPORT)
                        .takes("NewJob")
                        .answers(HttpStatus.CREATED, "Job"),
                Operation.get("/jobs/{id}", "getJob", "A bulk job and its progress.", this::get)
                        .needs(Right.SUPPORT)
                        .answers("Job"),
                Operation.get(
                                "/jobs/{id}/mailboxes",
                                "listJobMailboxes",
                                "What became of each mailbox.",
                                this::items)
                        .needs(Right.SUPPORT)
                        .query("outcome", "limit", "after")
                        .answers("JobMailboxes"),
                Operation.post(
                                "/jobs/{id}/stop",
                                "stopJob",
                                "Stops a bulk job after the mailbox under way.",
                                this::stop)
                        .needs(Right.SUPPORT)
                        .answers("Job"));
    }

    private ApiReply recent(ApiCall call) {
        return ApiReply.of(
                new PageJson.All<>(
                        jobs.recent(RECENT, call.actor()).stream().map(JobJson::of).toList()));
    }

    private record Wanted(
            JobOrder order, Optional<List<String>> mailboxes, MailboxQuery query, Asked asked) {}

    private record Asked(Optional<Integer> expected, String reason, boolean liftsHeld) {}

    private ApiReply start(ApiCall call) {
        var wanted = call.body(MEMBERS, this::wanted);
        var actor = call.actor();
        BulkSelection selection =
                wanted.mailboxes()
                        .<BulkSelection>map(BulkSelection.Named::new)
                        .orElseGet(() -> new BulkSelection.Matching(wanted.query()));
        var preview = preview(wanted.order(), selection, actor);
        var counts = preview.counts();
        wanted.asked()
                .expected()
                .filter(expected -> expected != counts.all())
                .ifPresent(
                        expected -> {
                            throw new NotDone(
                                    "expected",
                                    Fault.OTHER_NUMBER,
                                    String.valueOf(expected),
                                    String.valueOf(counts.all()));
                        });
        var liftsHeld = wanted.asked().liftsHeld();
        var number = counts.toChange(liftsHeld);
        var confirmed =
                new JobConfirmation(
                        wanted.asked().reason(), liftsHeld, Optional.of(String.valueOf(number)));
        var started = jobs.start(preview.job().guid(), confirmed, actor);
        return ApiReply.created(JobJson.of(started), Api.BASE + "/jobs/" + started.job().guid());
    }

    /// A mailbox or policy that does not exist is a fault of the request.
    private Progress preview(JobOrder order, BulkSelection selection, Actor actor) {
        try {
            return jobs.preview(order, selection, actor);
        } catch (NotDone e) {
            var field = e.findings().getFirst().field();
            throw HttpRefusal.of(e, field.equals("Identity") ? "mailboxes" : field).exception();
        }
    }

    /// Conditions and a number, or a list; disabling takes the number in any case.
    private Wanted wanted(Body body) {
        var work =
                body.understood(
                        "work",
                        Optional.of(body.neededText("work")).filter(text -> !text.isEmpty()),
                        BulkWork::of,
                        works());
        var mailboxes = body.texts("mailboxes");
        var expected = body.number("expected");
        if (mailboxes.isPresent()) {
            CONDITIONS.stream()
                    .filter(body::has)
                    .sorted()
                    .forEach(name -> body.refuse(name, "beside mailboxes", "nothing"));
        }
        if (expected.isEmpty()
                && (mailboxes.isEmpty() || work.equals(Optional.of(BulkWork.DISABLE))))
            body.refuse("expected", "nothing", "the number of mailboxes");
        return new Wanted(
                JobOrder.of(work.orElse(BulkWork.UNLOCK), body.text("to").orElse("")),
                mailboxes,
                query(body),
                new Asked(
                        expected,
                        body.text("reason").orElse(""),
                        body.flag("liftsHeldLocks").orElse(false)));
    }

    private static String works() {
        return Arrays.stream(BulkWork.values())
                .map(BulkWork::code)
                .collect(Collectors.joining(", "));
    }

    private MailboxQuery query(Body body) {
        var states = new HashSet<State>();
        for (var word : body.texts("states").orElse(List.of()))
            body.understood(
                            "states",
                            Optional.of(word),
                            MailboxOperations::state,
                            MailboxOperations.states())
                    .ifPresent(states::add);
        var search = body.text("search").orElse("");
        if (search.length() > SearchText.LONGEST)
            body.refuse("search", search, "up to %d characters".formatted(SearchText.LONGEST));
        var dialPlan =
                body.text("dialPlan")
                        .map(
                                name ->
                                        ApiCall.referred(
                                                        "dialPlan",
                                                        () -> administration.dialPlans().find(name))
                                                .name());
        var policy =
                body.text("policy")
                        .map(
                                name ->
                                        ApiCall.referred(
                                                        "policy",
                                                        () -> administration.policies().find(name))
                                                .guid());
        return new MailboxQuery(search, dialPlan, policy, states, Optional.empty(), USUAL_PAGE);
    }

    private ApiReply get(ApiCall call) {
        return ApiReply.of(JobJson.of(jobs.find(id(call), call.actor())));
    }

    private ApiReply items(ApiCall call) {
        var outcome = call.query("outcome", ItemOutcome::of, outcomes());
        var limit = call.limit(USUAL_PAGE, LARGEST_PAGE);
        var skip = call.number("after").map(n -> (int) Math.min(n, Integer.MAX_VALUE)).orElse(0);
        var found = jobs.items(id(call), outcome, skip, limit + 1, call.actor());
        var page = found.stream().limit(limit).map(ItemJson::of).toList();
        return ApiReply.of(
                new ItemsJson(page, found.size() > limit ? String.valueOf(skip + limit) : null));
    }

    private static String outcomes() {
        return Arrays.stream(ItemOutcome.values())
                .map(ItemOutcome::code)
                .collect(Collectors.joining(", "));
    }

    private ApiReply stop(ApiCall call) {
        return ApiReply.of(JobJson.of(jobs.stop(id(call), call.actor())));
    }

    private static UUID id(ApiCall call) {
        var text = call.path("id");
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new NotDone("Identity", Fault.NO_SUCH_JOB, text, "");
        }
    }
}
