package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Checklist;
import org.ovalogin.core.administration.TestMail.Answer;
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

/// Sends a test e-mail and shows the mail server's answer. Keeps the address nowhere.
public final class TestMailPage implements Routes {
    static final String PATH = "/mail/test";

    /// The inputs by name of the finding.
    public static final Map<String, String> INPUTS = Map.of("TestAddress", "address");

    private final Checklist checklist;
    private final Renderer renderer;
    private final PageDoor door;

    TestMailPage(Checklist checklist, Renderer renderer, PageDoor door) {
        this.checklist = checklist;
        this.renderer = renderer;
        this.door = door;
    }

    /// The form, and the answer to the letter sent last.
    ///
    /// @param address typed, or the account's own
    /// @param answer empty: none was sent
    /// @param fault why none was sent, in a sentence; may be empty
    public record Shown(
            boolean possible,
            String address,
            Optional<Answer> answer,
            String fault,
            Findings findings) {
        static Shown form(PageVisit visit, boolean possible) {
            return new Shown(
                    possible,
                    visit.who().account().address().orElse(""),
                    Optional.empty(),
                    possible ? "" : visit.texts().text("test-mail.none"),
                    Findings.none(visit.texts()));
        }
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::show));
        door.form(server, PATH, Set.of(), this::send, this::again);
    }

    private HttpResponse show(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        return page(visit, HttpStatus.OK, Shown.form(visit, checklist.hasMailServer()));
    }

    private HttpResponse again(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        var shown = Shown.form(visit, checklist.hasMailServer());
        return page(
                visit,
                HttpStatus.OK,
                new Shown(
                        shown.possible(),
                        visit.form(Set.of("address"), Set.of()).text("address"),
                        Optional.empty(),
                        shown.fault(),
                        shown.findings()));
    }

    private HttpResponse send(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        if (!checklist.hasMailServer()) return show(visit);
        var typed = visit.form(Set.of("address"), Set.of()).text("address").strip();
        var none = Findings.none(visit.texts());
        try {
            var language = Language.of(visit.texts().language().tag()).orElse(Language.EN);
            var answer = checklist.test(typed, language, visit.actor());
            var tooMany = answer.isEmpty();
            return page(
                    visit,
                    tooMany ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.OK,
                    new Shown(
                            true,
                            typed,
                            answer,
                            tooMany ? visit.texts().text("test-mail.too-many") : "",
                            none));
        } catch (NotDone e) {
            return page(
                    visit,
                    Refusals.ofForm(e),
                    new Shown(true, typed, Optional.empty(), "", Findings.of(visit.texts(), e)));
        }
    }

    private HttpResponse page(PageVisit visit, HttpStatus status, Shown shown) {
        var parameters = Map.<String, Object>of("mail", shown);
        if (Answers.isPart(visit.request().headers()))
            return renderer.part(visit, "testMailForm.jte", parameters);
        return renderer.page(
                visit,
                status,
                "testMail.jte",
                Optional.of(Place.OVERVIEW),
                visit.texts().text("test-mail.title"),
                parameters);
    }
}
