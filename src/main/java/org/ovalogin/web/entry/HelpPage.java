package org.ovalogin.web.entry;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.web.frame.BrowserSessions;
import org.ovalogin.web.frame.HelpLink;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.Routes;

/// A short help for the visitor's role: the keyboard, the states of a mailbox, the documents.
/// Owners, who have no account, see it too.
public final class HelpPage implements Routes {
    private final BrowserSessions sessions;
    private final Cookies cookies;
    private final Renderer renderer;

    public HelpPage(BrowserSessions sessions, Cookies cookies, Renderer renderer) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.renderer = renderer;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(HelpLink.PATH).build(Handler.service(this::show));
    }

    private HttpResponse show(ServiceRequestContext context, AggregatedHttpRequest request) {
        var texts = PageLanguage.texts(request.headers(), cookies);
        var who = sessions.who(context, request);
        var parameters =
                Map.<String, Object>of(
                        "role",
                        who.map(in -> in.account().role().code()).orElse("owner"),
                        "states",
                        who.isPresent() ? states() : List.of(),
                        "documents",
                        who.isPresent() ? HelpLink.DOCUMENTS : List.of());
        var title = texts.text("help.title");
        if (who.isEmpty())
            return renderer.page(context, texts, HttpStatus.OK, "help.jte", title, parameters);
        var visit = new PageVisit(context, request, who.get(), texts, Optional.empty());
        return renderer.page(visit, HttpStatus.OK, "help.jte", Optional.empty(), title, parameters);
    }

    /// By the keys of their names, the most urgent first.
    private static List<String> states() {
        return List.of(
                "locked",
                "outside-blocked",
                "expired",
                "lapsing",
                "lapsed",
                "never-used",
                "disabled",
                "mail-failed");
    }
}
