package org.ovalogin.web.bulk;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.JobOrder;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// Takes the selection of the list of mailboxes, asks for the policy or language, and makes the
/// preview.
public final class NewJobPage implements Routes {
    static final String PATH = JobsPage.PATH + "/new";

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;
    private final ListForm list;

    public NewJobPage(
            Administration administration, Renderer renderer, PageDoor door, ListForm list) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
        this.list = list;
    }

    @Override
    public void addTo(ServerBuilder server) {
        door.form(server, PATH, list.names(), this::preview, this::askAgain);
        door.leads(server, PATH, _ -> "/mailboxes");
    }

    /// A choice of the question.
    public record Choice(String value, String text) {}

    private HttpResponse preview(PageVisit visit) {
        Refusals.require(visit, Right.SUPPORT);
        var sent = list.read(visit);
        if (sent.work().isEmpty()) return Answers.seeOther(sent.back());
        var work = sent.work().get();
        Refusals.require(visit, work.right());
        if (work.hasTarget() && sent.to().isEmpty())
            return ask(visit, sent, HttpStatus.OK, Findings.none(visit.texts()));
        try {
            var preview =
                    administration
                            .jobs()
                            .preview(
                                    JobOrder.of(work, sent.to().orElse("")),
                                    sent.selection(),
                                    visit.actor());
            return Answers.seeOther(JobsPage.path(preview.job().guid(), sent.back()));
        } catch (NotDone e) {
            return ask(
                    visit,
                    sent,
                    Refusals.ofForm(e),
                    Findings.of(visit.texts(), e).ofForm("mailboxes").ofForm("to"));
        }
    }

    private HttpResponse askAgain(PageVisit visit) {
        Refusals.require(visit, Right.SUPPORT);
        var sent = list.read(visit);
        return ask(visit, sent, HttpStatus.OK, Findings.none(visit.texts()));
    }

    /// The question for the target; without one, the faults or a button to go on.
    private HttpResponse ask(
            PageVisit visit, ListForm.Sent sent, HttpStatus status, Findings findings) {
        var work = sent.work().orElse(BulkWork.UNLOCK);
        var words = new JobWords(visit.texts(), administration);
        return renderer.page(
                visit,
                status,
                "jobNew.jte",
                Optional.of(Place.MAILBOXES),
                words.work(work),
                Map.of(
                        "work", work,
                        "fields", sent.fields(),
                        "choices", choices(visit, work),
                        "chosen", sent.to().orElse(""),
                        "back", sent.back(),
                        "errors", findings.all()));
    }

    private List<Choice> choices(PageVisit visit, BulkWork work) {
        var texts = visit.texts();
        return switch (work) {
            case POLICY ->
                    administration.policies().all(Optional.empty()).stream()
                            .map(
                                    policy ->
                                            new Choice(
                                                    policy.guid().toString(),
                                                    policy.dialPlan() + ": " + policy.name()))
                            .toList();
            case LANGUAGE ->
                    Stream.concat(
                                    Stream.of(new Choice("", texts.text("language.phone"))),
                                    Arrays.stream(Language.values())
                                            .map(
                                                    language ->
                                                            new Choice(
                                                                    language.code(),
                                                                    language.locale()
                                                                            .getDisplayName(
                                                                                    texts.language()
                                                                                            .locale()))))
                            .toList();
            case RESET, UNLOCK, DISABLE -> List.of();
        };
    }
}
