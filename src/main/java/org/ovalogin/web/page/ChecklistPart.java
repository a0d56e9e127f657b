package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ovalogin.core.administration.Checklist;
import org.ovalogin.core.administration.Concern;
import org.ovalogin.core.administration.FirstStep.Kind;
import org.ovalogin.web.frame.Clock;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// The checklist of a new installation on the overview, which asks for news by itself.
public final class ChecklistPart implements Routes {
    private static final String PATH = "/checklist";
    private static final String CLOSE = PATH + "/close";

    private final Checklist checklist;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    ChecklistPart(Checklist checklist, Renderer renderer, PageDoor door, Flash flash) {
        this.checklist = checklist;
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.watching(this::news));
        server.route().post(CLOSE).build(door.inside(this::close));
        door.leads(server, CLOSE, _ -> "/");
    }

    /// The checklist, for the templates.
    ///
    /// @param lines none: no checklist is shown
    public record Shown(List<StepLine> lines, TestMailPage.Shown mail) {
        static Shown of(Checklist checklist, PageVisit visit, Clock clock) {
            return new Shown(
                    StepLine.of(checklist.steps(visit.actor()), clock),
                    TestMailPage.Shown.form(visit, checklist.hasMailServer()));
        }

        /// Tells whether anything has changed since.
        public String mark() {
            return Integer.toHexString(lines.hashCode());
        }

        public boolean open(Kind kind) {
            return lines.stream().anyMatch(line -> line.kind() == kind && !line.done());
        }

        /// Whether a line of it says the same.
        boolean says(Concern concern) {
            return concern.kind() == Concern.Kind.NO_MAIL_SERVER
                    && !mail.possible()
                    && !lines.isEmpty();
        }
    }

    /// No content while nothing has changed, so that the reader's place is kept. Once the list is
    /// over the page is loaded anew.
    private HttpResponse news(PageVisit visit) {
        var shown = Shown.of(checklist, visit, renderer.clock(visit.texts()));
        if (shown.lines().isEmpty())
            return HttpResponse.of(HttpStatus.NO_CONTENT)
                    .mapHeaders(headers -> headers.toBuilder().set("hx-refresh", "true").build());
        if (visit.query("seen").filter(shown.mark()::equals).isPresent())
            return HttpResponse.of(HttpStatus.NO_CONTENT);
        return renderer.part(visit, "steps.jte", Map.of("checklist", shown));
    }

    private HttpResponse close(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        checklist.close(visit.actor());
        return flash.seeOther("/", "checklist");
    }
}
