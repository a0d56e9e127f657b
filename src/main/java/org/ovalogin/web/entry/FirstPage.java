package org.ovalogin.web.entry;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.FirstAdministrator;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Routes;

/// Creates the first administrator, through the link that the server printed at its start.
public final class FirstPage implements Routes {
    private static final String PATH = "/first/{secret}";

    private final FirstAdministrator first;
    private final AccountSignIn signIn;
    private final PageDoor door;
    private final Cookies cookies;
    private final Renderer renderer;

    public FirstPage(
            FirstAdministrator first,
            AccountSignIn signIn,
            PageDoor door,
            Cookies cookies,
            Renderer renderer) {
        this.first = first;
        this.signIn = signIn;
        this.door = door;
        this.cookies = cookies;
        this.renderer = renderer;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(Handler.service(this::ask));
        server.route().post(PATH).build(Handler.service(this::create));
    }

    private HttpResponse ask(ServiceRequestContext context, AggregatedHttpRequest request) {
        var texts = texts(request);
        return form(texts, HttpStatus.OK, secret(context), "", false, Findings.none(texts));
    }

    private HttpResponse create(ServiceRequestContext context, AggregatedHttpRequest request) {
        var secret = secret(context);
        var form = Form.read(request, Set.of("name", "password", "again"), Set.of());
        var name = form.text("name").strip();
        var texts = texts(request);
        if (!form.text("password").equals(form.text("again")))
            return form(
                    texts,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    secret,
                    name,
                    true,
                    Findings.none(texts));
        try (var password = Password.of(form.text("password"))) {
            var from = door.client(context);
            var account = first.create(secret, name, password, from);
            var opened = signIn.open(account, from);
            return Answers.seeOther(
                    "/", cookies.set(PageDoor.COOKIE, opened.cookie(), Optional.empty()));
        } catch (NotDone e) {
            return form(
                    texts,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    secret,
                    name,
                    false,
                    Findings.of(texts, e));
        }
    }

    private HttpResponse form(
            PageTexts texts,
            HttpStatus status,
            String secret,
            String name,
            boolean different,
            Findings findings) {
        return renderer.page(
                texts,
                status,
                "first.jte",
                texts.text("first.title"),
                Map.of(
                        "secret",
                        secret,
                        "name",
                        name,
                        "different",
                        different,
                        "findings",
                        findings));
    }

    private String secret(ServiceRequestContext context) {
        var secret = Objects.requireNonNull(context.pathParam("secret"));
        if (!first.opens(secret))
            throw Problem.of(HttpStatus.NOT_FOUND, "There is nothing at this address.").exception();
        return secret;
    }

    private PageTexts texts(AggregatedHttpRequest request) {
        return PageTexts.in(PageLanguage.of(request.headers(), cookies));
    }
}
