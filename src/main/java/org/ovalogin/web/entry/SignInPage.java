package org.ovalogin.web.entry;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Set;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.BrowserSessions;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.SignInForm;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.Routes;

/// Signs accounts in and out.
public final class SignInPage implements Routes {
    private static final String SIGN_OUT = "/signout";

    private final SignInForm form;
    private final BrowserSessions sessions;
    private final PageDoor door;

    public SignInPage(SignInForm form, BrowserSessions sessions, PageDoor door) {
        this.form = form;
        this.sessions = sessions;
        this.door = door;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PageDoor.SIGN_IN).build(Handler.service(form::ask));
        server.route().post(PageDoor.SIGN_IN).build(Handler.service(form::attempt));
        server.route().post(SIGN_OUT).build(door.inside(this::leave));
        // An image or a link must not sign anybody out.
        door.leads(server, SIGN_OUT, _ -> "/");
    }

    private HttpResponse leave(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        return Answers.seeOther(
                PageDoor.SIGN_IN, sessions.end(visit.who(), visit.request().headers()));
    }
}
