package org.ovalogin.web.accounts;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// The visitor's own account, whatever its role.
public final class OwnAccountPage implements Routes {
    static final String PATH = "/account";
    private static final String PASSWORD = PATH + "/password";

    private final AccountSignIn signIn;
    private final Mailboxes mailboxes;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    public OwnAccountPage(
            Administration administration, Renderer renderer, PageDoor door, Flash flash) {
        signIn = administration.signIn();
        mailboxes = administration.mailboxes();
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::show));
        server.route().post(PASSWORD).build(door.inside(this::changePassword));
    }

    private HttpResponse show(PageVisit visit) {
        var none = Findings.none(visit.texts());
        return page(visit, HttpStatus.OK, none, false, false);
    }

    private HttpResponse changePassword(PageVisit visit) {
        var form = visit.form(Set.of("current", "password", "again"), Set.of());
        var texts = visit.texts();
        if (!form.text("password").equals(form.text("again")))
            return page(visit, HttpStatus.UNPROCESSABLE_ENTITY, Findings.none(texts), true, false);
        try (var current = Password.of(form.text("current"));
                var wanted = Password.of(form.text("password"))) {
            signIn.changeOwnPassword(
                    visit.who().account(),
                    current,
                    wanted,
                    Optional.of(visit.who().session()),
                    door.client(visit.context()));
            return flash.seeOther(PATH, "own-password");
        } catch (NotDone e) {
            // Only a delayed attempt has a hint.
            var delayed = !e.hint().isEmpty();
            return page(
                    visit,
                    delayed ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNPROCESSABLE_ENTITY,
                    delayed ? Findings.none(texts) : Findings.of(texts, e),
                    false,
                    delayed);
        }
    }

    private HttpResponse page(
            PageVisit visit,
            HttpStatus status,
            Findings findings,
            boolean different,
            boolean delayed) {
        var account = visit.who().account();
        return renderer.page(
                visit,
                status,
                "ownAccount.jte",
                Optional.empty(),
                visit.texts().text("own.title"),
                Map.of(
                        "account",
                        account,
                        "mailbox",
                        AccountsPage.mailbox(mailboxes, account),
                        "findings",
                        findings,
                        "different",
                        different,
                        "delayed",
                        delayed));
    }
}
