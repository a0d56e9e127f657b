package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.MailboxOverview;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.PinLetter;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// The letters with a mailbox's PIN on its page. While one waits, the page asks for news by itself.
public final class LettersPart implements Routes {
    private static final String PATH = MailboxPage.PATH + "/letters";
    private static final String RETRY = PATH + "/retry";

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    LettersPart(Administration administration, Renderer renderer, PageDoor door, Flash flash) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.watching(this::news));
        server.route().post(RETRY).build(door.inside(this::retry));
        door.leads(server, RETRY, visit -> MailboxPage.path(Refusals.guid(visit)));
    }

    /// The letters, for the templates.
    ///
    /// @param mayReset a new PIN may be sent
    /// @param elsewhere address of a letter that was given up, if it is not the owner's
    public record Shown(
            String path,
            List<PinLetter> letters,
            String version,
            boolean mayRetry,
            boolean mayReset,
            Optional<String> elsewhere) {
        static Shown of(PageVisit visit, MailboxOverview overview) {
            var mailbox = overview.report().mailbox();
            return new Shown(
                    MailboxPage.path(mailbox.guid()),
                    overview.pinLetters(),
                    String.valueOf(overview.revision().version()),
                    visit.actor().may(Right.SUPPORT),
                    overview.maySupport() && !mailbox.addresses().forPins().isEmpty(),
                    elsewhere(mailbox, overview.pinLetters()));
        }

        /// Somebody asked for the PIN there, so the next one goes there too.
        private static Optional<String> elsewhere(Mailbox mailbox, List<PinLetter> letters) {
            return letters.stream()
                    .filter(PinLetter::givenUp)
                    .map(PinLetter::recipient)
                    .filter(
                            recipient ->
                                    mailbox.addresses().forPins().stream()
                                            .noneMatch(own -> EmailAddress.same(own, recipient)))
                    .findFirst();
        }

        public boolean waits() {
            return letters.stream().anyMatch(PinLetter::waits);
        }

        /// Tells whether anything has changed since.
        public String mark() {
            return Integer.toHexString(letters.hashCode());
        }
    }

    /// No content while nothing has changed, so that screen readers keep silent.
    private HttpResponse news(PageVisit visit) {
        var guid = Refusals.guid(visit);
        var shown = Shown.of(visit, administration.mailboxes().overview(guid, visit.actor(), 0));
        if (visit.query("seen").filter(shown.mark()::equals).isPresent())
            return HttpResponse.of(HttpStatus.NO_CONTENT);
        return renderer.part(visit, "letters.jte", Map.of("shown", shown));
    }

    private HttpResponse retry(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        var _ = administration.mailQueue().retry(visit.actor());
        return flash.seeOther(MailboxPage.path(Refusals.guid(visit)), "retried");
    }
}
