package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Routes;
import org.ovalogin.web.http.Throttle;

/// Marks the rules that a PIN keeps and breaks while an administrator types it. Compares it with no
/// former PIN: answers would reveal them, and each costs a hash.
final class TypedPinCheck implements Routes {
    private static final String PATH = MailboxPage.PATH + UNCOUNTED;

    /// Checks of one account at once: as many as somebody types in a quarter of an hour. A page
    /// asks at most three times a second.
    private static final int AT_ONCE = 300;

    private static final Duration INTERVAL = Duration.ofMillis(300);

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;
    private final Throttle throttle = new Throttle(AT_ONCE, INTERVAL);

    TypedPinCheck(Administration administration, Renderer renderer, PageDoor door) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().post(PATH).build(door.watching(this::check));
        door.leads(server, PATH, visit -> MailboxPage.path(Refusals.guid(visit)));
    }

    private HttpResponse check(PageVisit visit) {
        var typed = visit.form(PinChoice.FIELDS, Set.of()).text("pin");
        if (!throttle.admits(visit.who().account().guid()))
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "Too many checks of PINs.").exception();
        var mailbox = administration.mailboxes().find(Refusals.guid(visit));
        var broken = broken(visit, mailbox, typed);
        var policy = mailbox.policy().pin();
        var lines =
                typed.isEmpty()
                        ? RuleLine.open(visit.texts(), policy)
                        : RuleLine.of(visit.texts(), policy, broken);
        return renderer.part(visit, "pinRules.jte", Map.of("rules", lines));
    }

    private Set<Fault> broken(PageVisit visit, Mailbox mailbox, String typed) {
        var wanted =
                new Reset(
                        Optional.of(typed),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        try {
            var _ = administration.pins().whatIf(mailbox.guid(), wanted, visit.actor());
            return Set.of();
        } catch (NotDone e) {
            if (!rules(e.findings())) throw e;
            return e.findings().stream().map(Finding::fault).collect(Collectors.toSet());
        }
    }

    private static boolean rules(List<Finding> findings) {
        return findings.stream().map(Finding::fault).allMatch(RuleLine::isRule);
    }
}
