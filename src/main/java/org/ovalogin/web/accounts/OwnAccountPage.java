package org.ovalogin.web.accounts;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
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
    private static final Set<String> FIELDS = Set.of("current", "password", "again");

    /// The inputs by name of the finding, in the form's order.
    public static final Map<String, String> INPUTS = inputs();

    private static Map<String, String> inputs() {
        var inputs = new LinkedHashMap<String, String>();
        inputs.put("Current", "current");
        inputs.put("Password", "password");
        inputs.put("Again", "again");
        return Collections.unmodifiableMap(inputs);
    }

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
        door.form(server, PASSWORD, Set.of(), this::changePassword, this::again);
        door.leads(server, PASSWORD, _ -> PATH);
    }

    private HttpResponse show(PageVisit visit) {
        return page(visit, HttpStatus.OK, Findings.none(visit.texts()));
    }

    /// All its fields are secrets, which are typed anew.
    private HttpResponse again(PageVisit visit) {
        visit.form(FIELDS, Set.of());
        return show(visit);
    }

    private HttpResponse changePassword(PageVisit visit) {
        var form = visit.form(FIELDS, Set.of());
        var texts = visit.texts();
        try (var current = Password.of(form.text("current"));
                var wanted = Password.of(form.text("password"))) {
            var account = visit.who().account();
            var from = door.client(visit.context());
            if (!form.text("password").equals(form.text("again"))) {
                var found = signIn.ownPasswordFindings(account, current, wanted, from);
                return refused(visit, Findings.of(texts, found).different(texts));
            }
            signIn.changeOwnPassword(
                    account, current, wanted, Optional.of(visit.who().session()), from);
            return flash.seeOther(PATH, "own-password");
        } catch (NotDone e) {
            // Only a delayed attempt has a hint.
            if (e.hint().isEmpty()) return refused(visit, Findings.of(texts, e));
            var delayed = Findings.none(texts).and("", texts.text("own.delayed"));
            return page(visit, HttpStatus.TOO_MANY_REQUESTS, delayed);
        }
    }

    private HttpResponse refused(PageVisit visit, Findings findings) {
        return page(visit, HttpStatus.UNPROCESSABLE_ENTITY, findings);
    }

    private HttpResponse page(PageVisit visit, HttpStatus status, Findings findings) {
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
                        findings));
    }
}
