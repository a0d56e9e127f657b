package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// Shows a generated PIN that no letter carries, once.
final class ShownPinPage implements Routes {
    private static final String PATH = MailboxPage.PATH + "/pin";

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;

    ShownPinPage(Administration administration, Renderer renderer, PageDoor door) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::show));
    }

    /// Keeps the PIN sealed in this session until the next page shows it. Reloading that page
    /// neither makes a second PIN nor shows this one again.
    static HttpResponse keep(
            Administration administration, PageVisit visit, UUID mailbox, Pin pin) {
        try (pin) {
            administration.signIn().keepOnce(visit.who(), mailbox + " " + pin.digits());
        }
        return Answers.seeOther(MailboxPage.path(mailbox) + "/pin");
    }

    private HttpResponse show(PageVisit visit) {
        var guid = Refusals.guid(visit);
        var kept =
                administration
                        .signIn()
                        .takeOnce(visit.who())
                        .filter(text -> text.startsWith(guid + " "))
                        .map(text -> text.split(" ", 2)[1]);
        if (kept.isEmpty()) return Answers.seeOther(MailboxPage.path(guid));
        var mailbox = administration.mailboxes().find(guid);
        return renderer.page(
                visit,
                HttpStatus.OK,
                "pinShown.jte",
                Optional.of(Place.MAILBOXES),
                visit.texts().text("pin.shown.title", mailbox.displayName()),
                Map.of("mailbox", mailbox, "secret", kept.get()));
    }
}
