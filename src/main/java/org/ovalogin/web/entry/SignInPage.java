package org.ovalogin.web.entry;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.AccountSignIn.Result;
import org.ovalogin.core.mailbox.Waiting;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.Routes;

/// Signs accounts in and out.
public final class SignInPage implements Routes {
    private static final String SIGN_OUT = "/signout";

    private final AccountSignIn signIn;
    private final PageDoor door;
    private final Cookies cookies;
    private final Renderer renderer;
    private final boolean selfService;

    /// @param selfService whether to show owners who came here by mistake the way to
    ///   [SelfServicePage]
    public SignInPage(
            AccountSignIn signIn,
            PageDoor door,
            Cookies cookies,
            Renderer renderer,
            boolean selfService) {
        this.signIn = signIn;
        this.door = door;
        this.cookies = cookies;
        this.renderer = renderer;
        this.selfService = selfService;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PageDoor.SIGN_IN).build(Handler.service(this::ask));
        server.route().post(PageDoor.SIGN_IN).build(Handler.service(this::attempt));
        server.route().post(SIGN_OUT).build(door.inside(this::leave));
    }

    private HttpResponse ask(ServiceRequestContext context, AggregatedHttpRequest request) {
        var to = ownPath(context.queryParam("to"));
        if (door.who(context, request).isPresent()) return Answers.seeOther(to);
        return form(texts(request), HttpStatus.OK, to, "", Optional.empty());
    }

    private HttpResponse attempt(ServiceRequestContext context, AggregatedHttpRequest request) {
        var form = Form.read(request, Set.of("name", "password", "to"), Set.of());
        var to = ownPath(form.text("to"));
        var name = form.text("name").strip();
        var texts = texts(request);
        return switch (attempt(name, form, context)) {
            case Result.In(var account, _) -> {
                // Ends the browser's previous session, so that nobody can have planted the new one.
                door.who(context, request).ifPresent(signIn::close);
                var opened = signIn.open(account, door.client(context));
                yield Answers.seeOther(
                        to, cookies.set(PageDoor.COOKIE, opened.cookie(), Optional.empty()));
            }
            case Result.Refused _ ->
                    form(
                            texts,
                            HttpStatus.UNAUTHORIZED,
                            to,
                            name,
                            Optional.of(texts.text("signin.refused")));
            case Result.Delayed(var left) ->
                    form(
                            texts,
                            HttpStatus.TOO_MANY_REQUESTS,
                            to,
                            name,
                            Optional.of(texts.text("signin.delayed", wait(texts, left))));
            case Result.Busy _ ->
                    form(
                            texts,
                            HttpStatus.SERVICE_UNAVAILABLE,
                            to,
                            name,
                            Optional.of(texts.text("signin.busy")));
        };
    }

    private static String wait(PageTexts texts, Duration left) {
        var span = Waiting.of(left);
        return texts.text("wait." + span.unit(), span.count());
    }

    private Result attempt(String name, Form form, ServiceRequestContext context) {
        try (var password = Password.of(form.text("password"))) {
            return signIn.attempt(name, password, door.client(context));
        }
    }

    private HttpResponse leave(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        signIn.close(visit.who());
        return Answers.seeOther(PageDoor.SIGN_IN, cookies.forget(PageDoor.COOKIE));
    }

    private HttpResponse form(
            PageTexts texts, HttpStatus status, String to, String name, Optional<String> error) {
        return renderer.page(
                texts,
                status,
                "signin.jte",
                texts.text("signin.title"),
                Map.of("to", to, "name", name, "error", error, "selfService", selfService));
    }

    private PageTexts texts(AggregatedHttpRequest request) {
        return PageTexts.in(PageLanguage.of(request.headers(), cookies));
    }

    /// The page to show next: always one of ours, whatever a foreign link says.
    static String ownPath(@org.jspecify.annotations.Nullable String wanted) {
        return wanted != null && wanted.matches("/[A-Za-z0-9._~%-][A-Za-z0-9._~%/-]{0,500}")
                ? wanted
                : "/";
    }
}
