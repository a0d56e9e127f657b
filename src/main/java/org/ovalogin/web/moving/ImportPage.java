package org.ovalogin.web.moving;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.csv.CsvFault;
import org.ovalogin.core.csv.FoundBoxes;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TypedText;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.moving.Moving;
import org.ovalogin.core.moving.MovingPlan;
import org.ovalogin.core.moving.MovingSummary;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.frame.Upload;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Routes;

/// Imports a CSV file: its form, the preview as of `./ova import csv --what-if`, and the import.
/// Between preview and import the browser keeps the file, sealed; the server stores nothing.
public final class ImportPage implements Routes {
    private static final String PATH = "/mailboxes/import";
    private static final String RUN = PATH + "/{run}";
    private static final String PROGRESS = RUN + "/progress";

    /// The sealed file in Base64, and the other fields.
    private static final long MOST_BODY = UploadedFile.LARGEST * 3L / 2 + 64 * 1024L;

    private static final String SEALED = "sealed";

    /// Warnings shown at most; a file may have thousands of strange lines.
    private static final int WARNINGS = 30;

    private final Administration administration;
    private final Moving moving;
    private final UploadRuns runs;
    private final Renderer renderer;
    private final PageDoor door;

    public ImportPage(
            Administration administration, Moving moving, Renderer renderer, PageDoor door) {
        this.administration = administration;
        this.moving = moving;
        this.runs = new UploadRuns(moving);
        this.renderer = renderer;
        this.door = door;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::ask));
        door.upload(server, PATH, MOST_BODY, this::send, this::again);
        server.route().get(RUN).build(door.inside(this::show));
        server.route().get(PROGRESS).build(door.watching(this::progress));
    }

    /// A file with what was chosen for it.
    private record Wanted(UploadOptions options, UploadedFile file) {
        static Wanted read(String text) {
            var parts = text.split("\n", 2);
            return new Wanted(UploadOptions.read(parts[0]), UploadedFile.read(parts[1]));
        }

        /// For sealing, after what the preview told.
        String lines() {
            return options.line() + "\n" + file.lines();
        }
    }

    private HttpResponse ask(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        var first = administration.dialPlans().all().stream().findFirst();
        var options = UploadOptions.first(first.map(DialPlan::name).orElse(""));
        return form(visit, HttpStatus.OK, options, Findings.none(visit.texts()));
    }

    private HttpResponse again(Upload upload) {
        var visit = upload.visit();
        Refusals.require(visit, Right.MANAGE);
        var sealed = opened(upload);
        if (sealed.isPresent()) return preview(visit, Wanted.read(sealed.get()[1]), false);
        return form(visit, HttpStatus.OK, UploadOptions.of(upload), Findings.none(visit.texts()));
    }

    private HttpResponse send(Upload upload) {
        var visit = upload.visit();
        Refusals.require(visit, Right.MANAGE);
        if (!upload.text(SEALED).isEmpty()) return confirm(upload);
        var options = UploadOptions.of(upload);
        if (upload.file("file").length > UploadedFile.LARGEST)
            return refused(visit, options, visit.texts().text("upload.fault.LARGE"));
        try {
            return preview(visit, new Wanted(options, UploadedFile.of(upload)), false);
        } catch (TypedText.Unreadable e) {
            return refused(visit, options, visit.texts().text("upload.fault.TEXT"));
        }
    }

    /// What the preview told, and the file.
    private Optional<String[]> opened(Upload upload) {
        return administration
                .keptForms()
                .open(upload.visit().who().account(), PATH, upload.text(SEALED))
                .map(text -> text.split("\n", 2));
    }

    /// Plans anew. If the plan is another than the preview showed, shows it again.
    private HttpResponse confirm(Upload upload) {
        var visit = upload.visit();
        var opened = opened(upload);
        if (opened.isEmpty())
            return refused(
                    visit, UploadOptions.of(upload), visit.texts().text("upload.fault.LATE"));
        var wanted = Wanted.read(opened.get()[1]);
        try {
            var plan = plan(visit, wanted, boxes(wanted));
            if (!told(plan).equals(opened.get()[0])) {
                plan.close();
                return preview(visit, wanted, true);
            }
            var id = runs.start(plan, visit.who().account().guid(), visit.actor());
            return Answers.seeOther(PATH + "/" + id);
        } catch (NotDone e) {
            return refused(visit, wanted, e);
        }
    }

    /// @param changed the plan has changed since an earlier preview
    private HttpResponse preview(PageVisit visit, Wanted wanted, boolean changed) {
        var texts = visit.texts();
        try {
            var boxes = boxes(wanted);
            try (var plan = plan(visit, wanted, boxes)) {
                return preview(visit, wanted, changed, boxes, plan);
            }
        } catch (CsvFault e) {
            return refused(visit, wanted.options(), inWords(texts, e));
        } catch (NotDone e) {
            return refused(visit, wanted, e);
        }
    }

    private HttpResponse preview(
            PageVisit visit, Wanted wanted, boolean changed, FoundBoxes boxes, MovingPlan plan) {
        var texts = visit.texts();
        var parameters = new HashMap<String, Object>();
        parameters.put("file", wanted.file().name());
        parameters.put("boxes", boxes.boxes().size());
        parameters.put("warnings", warnings(texts, boxes));
        parameters.put("plan", plan);
        parameters.put("summary", MovingSummary.of(plan));
        parameters.put("generated", generate(plan) && wanted.options().keepPins());
        parameters.put("changed", changed);
        parameters.put("sealed", sealed(visit, plan, wanted));
        return renderer.page(
                visit,
                HttpStatus.OK,
                "importPreview.jte",
                Optional.of(Place.MAILBOXES),
                texts.text("upload.preview"),
                parameters);
    }

    private String sealed(PageVisit visit, MovingPlan plan, Wanted wanted) {
        return administration
                .keptForms()
                .seal(visit.who().account(), PATH, told(plan) + "\n" + wanted.lines());
    }

    /// What the preview tells of a plan, in one line, so that a change of it is noticed.
    private static String told(MovingPlan plan) {
        var line = new StringBuilder();
        for (var row : MovingSummary.of(plan).rows())
            line.append(row.kind()).append('=').append(row.boxes()).append(' ');
        for (var dialPlan : plan.dialPlans())
            line.append(dialPlan.kind())
                    .append(dialPlan.shortest())
                    .append('-')
                    .append(dialPlan.longest())
                    .append(' ')
                    .append(dialPlan.policy().guid())
                    .append(' ');
        return line.append(generate(plan)).toString();
    }

    private FoundBoxes boxes(Wanted wanted) {
        var plan = administration.dialPlans().find(wanted.options().dialPlan());
        return wanted.file().boxes(plan.voicemailContext());
    }

    /// Where a policy forbids administrators to type PINs, those of the file count as typed.
    private MovingPlan plan(PageVisit visit, Wanted wanted, FoundBoxes boxes) {
        var options = wanted.options();
        try {
            var plan = moving.plan(boxes.boxes(), options.rules(false), visit.actor());
            return generate(plan) && options.keepPins()
                    ? moving.plan(boxes.boxes(), options.rules(true), visit.actor())
                    : plan;
        } catch (RuntimeException e) {
            boxes.boxes().forEach(box -> box.pin().close());
            throw e;
        }
    }

    private static boolean generate(MovingPlan plan) {
        return plan.dialPlans().stream().anyMatch(d -> !d.policy().pin().allowTypedPin());
    }

    private static List<String> warnings(PageTexts texts, FoundBoxes boxes) {
        return boxes.warnings().stream()
                .limit(WARNINGS)
                .map(warning -> MovingWords.in(texts, warning))
                .toList();
    }

    private static String inWords(PageTexts texts, CsvFault fault) {
        var detail = fault.detail();
        Object shown = detail.matches("[0-9]{1,9}") ? Integer.valueOf(detail) : detail;
        return texts.text("upload.fault." + fault.kind(), fault.line(), shown);
    }

    private HttpResponse refused(PageVisit visit, Wanted wanted, NotDone e) {
        if (e.kind() == Fault.Kind.FORBIDDEN || e.kind() == Fault.Kind.BUSY) throw e;
        var findings = Findings.of(visit.texts(), e);
        return form(visit, HttpStatus.UNPROCESSABLE_ENTITY, wanted.options(), findings);
    }

    private HttpResponse refused(PageVisit visit, UploadOptions options, String fault) {
        var findings = Findings.none(visit.texts()).and("File", fault);
        return form(visit, HttpStatus.UNPROCESSABLE_ENTITY, options, findings);
    }

    private HttpResponse form(
            PageVisit visit, HttpStatus status, UploadOptions options, Findings findings) {
        return renderer.page(
                visit,
                status,
                "importForm.jte",
                Optional.of(Place.MAILBOXES),
                visit.texts().text("upload.title"),
                Map.of(
                        "options",
                        options,
                        "findings",
                        findings,
                        "dialPlans",
                        administration.dialPlans().all(),
                        "policies",
                        administration.policies().all(Optional.empty()),
                        "rows",
                        (long) UploadedFile.MOST_ROWS));
    }

    private HttpResponse show(PageVisit visit) {
        return renderer.page(
                visit,
                HttpStatus.OK,
                "importRun.jte",
                Optional.of(Place.MAILBOXES),
                visit.texts().text("upload.run"),
                parameters(visit));
    }

    private HttpResponse progress(PageVisit visit) {
        return renderer.part(visit, "importProgress.jte", parameters(visit));
    }

    private Map<String, Object> parameters(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        return Map.of("run", run(visit), "path", PATH + "/" + visit.path("run"));
    }

    private UploadRun run(PageVisit visit) {
        try {
            return runs.find(UUID.fromString(visit.path("run")), visit.who().account().guid())
                    .orElseThrow(ImportPage::none);
        } catch (IllegalArgumentException _) {
            throw none();
        }
    }

    private static RuntimeException none() {
        return Problem.of(HttpStatus.NOT_FOUND, "There is nothing at this address.").exception();
    }
}
