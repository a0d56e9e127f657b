package org.ovalogin.web.bulk;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.BulkJobs.Progress;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobConfirmation;
import org.ovalogin.core.bulk.JobItem;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.frame.Urls;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Routes;

/// Previews of bulk jobs, their confirmation, and their progress.
public final class JobsPage implements Routes {
    static final String PATH = "/jobs";
    private static final String ONE = PATH + "/{job}";
    private static final String LIST = "/mailboxes";

    /// Mailboxes of a page.
    private static final int ROWS = 100;

    private static final int RECENT = 50;

    private static final Set<String> CONFIRMATION = Set.of("reason", "liftsHeld", "number", "back");

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;

    public JobsPage(Administration administration, Renderer renderer, PageDoor door) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::recent));
        server.route().get(ONE).build(door.inside(this::show));
        server.route().get(ONE + "/progress").build(door.watching(this::progress));
        door.form(server, ONE + "/start", CONFIRMATION, this::start, this::showAgain);
        door.leads(server, ONE + "/start", visit -> path(id(visit)));
        door.form(server, ONE + "/stop", Set.of(), this::stop, this::showAgain);
        door.leads(server, ONE + "/stop", visit -> path(id(visit)));
    }

    private static UUID id(PageVisit visit) {
        try {
            return UUID.fromString(visit.path("job"));
        } catch (IllegalArgumentException _) {
            throw new NotDone("Identity", Fault.NO_SUCH_JOB, visit.path("job"), "");
        }
    }

    private static String path(UUID job) {
        return PATH + "/" + job;
    }

    /// @param back the list of mailboxes that the preview came from
    static String path(UUID job, String back) {
        var query = new StringBuilder("?");
        Urls.append(query, "back", back);
        return path(job) + query;
    }

    /// A page of the mailboxes.
    ///
    /// @param outcome empty: any
    /// @param next the address of the next page
    public record Items(
            List<JobItem> rows, Optional<ItemOutcome> outcome, String path, Optional<String> next) {
        public Items {
            rows = List.copyOf(rows);
        }

        /// The address with one outcome alone.
        public String only(ItemOutcome of) {
            return path + "outcome=" + of.code();
        }
    }

    /// The inputs of a confirmation as typed.
    public record Typed(String reason, boolean liftsHeld, String number) {
        static final Typed NOTHING = new Typed("", false, "");

        static Typed of(Form form) {
            return new Typed(form.text("reason"), form.isTicked("liftsHeld"), form.text("number"));
        }
    }

    private HttpResponse recent(PageVisit visit) {
        Refusals.require(visit, Right.SUPPORT);
        return renderer.page(
                visit,
                HttpStatus.OK,
                "jobs.jte",
                Optional.of(Place.MAILBOXES),
                visit.texts().text("jobs.title"),
                Map.of(
                        "words", words(visit),
                        "jobs", administration.jobs().recent(RECENT, visit.actor())));
    }

    private JobWords words(PageVisit visit) {
        return new JobWords(visit.texts(), administration);
    }

    private HttpResponse show(PageVisit visit) {
        Refusals.require(visit, Right.SUPPORT);
        var found = administration.jobs().find(id(visit), visit.actor());
        return show(
                visit,
                found,
                HttpStatus.OK,
                Typed.NOTHING,
                Findings.none(visit.texts()),
                back(visit.query("back")));
    }

    private HttpResponse showAgain(PageVisit visit) {
        var form = visit.form(CONFIRMATION, Set.of());
        var found = administration.jobs().find(id(visit), visit.actor());
        return show(
                visit,
                found,
                HttpStatus.OK,
                Typed.of(form),
                Findings.none(visit.texts()),
                back(form.field("back")));
    }

    /// The list of mailboxes, wherever a stranger's link would lead.
    private static String back(Optional<String> sent) {
        return sent.filter(path -> path.equals(LIST) || path.startsWith(LIST + "?")).orElse(LIST);
    }

    private HttpResponse show(
            PageVisit visit,
            Progress found,
            HttpStatus status,
            Typed typed,
            Findings findings,
            String back) {
        var preview = found.job().state() == BulkJob.State.PREVIEW;
        var words = words(visit);
        var parameters = new HashMap<String, Object>();
        parameters.put("words", words);
        parameters.put("progress", found);
        parameters.put("items", items(visit, found.job(), preview ? back : ""));
        if (preview) {
            parameters.put("typed", typed);
            parameters.put("errors", findings);
            parameters.put("back", back);
        }
        return renderer.page(
                visit,
                status,
                preview ? "jobPreview.jte" : "job.jte",
                Optional.of(Place.MAILBOXES),
                words.title(found.job()),
                parameters);
    }

    private Items items(PageVisit visit, BulkJob job, String back) {
        var outcome = visit.query("outcome").flatMap(ItemOutcome::of);
        var skip =
                visit.query("skip")
                        .filter(text -> text.matches("[0-9]{1,5}"))
                        .map(Integer::valueOf)
                        .orElse(0);
        var found = administration.jobs().items(job.guid(), outcome, skip, ROWS + 1, visit.actor());
        var query = new StringBuilder("?");
        if (!back.isEmpty()) Urls.append(query, "back", back);
        if (query.length() > 1) query.append('&');
        var path = path(job.guid()) + query;
        var next =
                found.size() > ROWS
                        ? Optional.of(
                                path
                                        + outcome.map(o -> "outcome=" + o.code() + "&").orElse("")
                                        + "skip="
                                        + (skip + ROWS))
                        : Optional.<String>empty();
        return new Items(found.stream().limit(ROWS).toList(), outcome, path, next);
    }

    private HttpResponse progress(PageVisit visit) {
        var found = administration.jobs().find(id(visit), visit.actor());
        var parameters = Map.<String, Object>of("words", words(visit), "progress", found);
        return renderer.part(visit, "jobProgress.jte", parameters);
    }

    private HttpResponse start(PageVisit visit) {
        Refusals.require(visit, Right.SUPPORT);
        var form = visit.form(CONFIRMATION, Set.of());
        var guid = id(visit);
        var typed = Typed.of(form);
        var confirmed =
                new JobConfirmation(
                        typed.reason(),
                        typed.liftsHeld(),
                        form.field("number").filter(text -> !text.isBlank()));
        try {
            administration.jobs().start(guid, confirmed, visit.actor());
        } catch (NotDone e) {
            return refused(visit, e, typed, back(form.field("back")));
        }
        return Answers.seeOther(path(guid));
    }

    private HttpResponse refused(PageVisit visit, NotDone e, Typed typed, String back) {
        if (e.kind() == Fault.Kind.FORBIDDEN || e.kind() == Fault.Kind.NOT_FOUND) throw e;
        var found = administration.jobs().find(id(visit), visit.actor());
        // sent twice
        if (found.job().state() != BulkJob.State.PREVIEW)
            return Answers.seeOther(path(found.job().guid()));
        var findings = Findings.of(visit.texts(), e);
        return show(visit, found, Refusals.ofForm(e), typed, findings, back);
    }

    private HttpResponse stop(PageVisit visit) {
        Refusals.require(visit, Right.SUPPORT);
        visit.form(Set.of(), Set.of());
        var guid = id(visit);
        administration.jobs().stop(guid, visit.actor());
        return Answers.seeOther(path(guid));
    }
}
