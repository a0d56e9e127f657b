package org.ovalogin.web.frame;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.AccountSignIn.Result;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;
import org.ovalogin.core.mailbox.Waiting;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Form;

/// The form for signing in: on its own page, or at the address of a form whose session ended.
public final class SignInForm {
    static final String KEPT = "kept";
    private static final Set<String> FIELDS =
            Set.of("name", "password", "to", KEPT, PageLanguage.CHOICE);

    private final AccountSignIn signIn;
    private final BrowserSessions sessions;
    private final Cookies cookies;
    private final Renderer renderer;
    private final boolean selfService;

    /// @param selfService whether to show owners who came here by mistake the way to self-service
    public SignInForm(
            AccountSignIn signIn,
            BrowserSessions sessions,
            Cookies cookies,
            Renderer renderer,
            boolean selfService) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookies = cookies;
        this.renderer = renderer;
        this.selfService = selfService;
    }

    /// The form's content besides the password.
    ///
    /// @param action the address that it is sent to
    /// @param to the page to show after signing in
    /// @param kept sealed fields of another form; may be empty
    public record Shown(String action, String to, String kept, String name) {
        private static final String SEALED = "[A-Za-z0-9_:-]*";

        static Shown of(String action, String to, Form form) {
            var kept = form.text(KEPT);
            return new Shown(
                    action, to, kept.matches(SEALED) ? kept : "", form.text("name").strip());
        }
    }

    /// The page of the form; whoever is signed in already goes on.
    public HttpResponse ask(ServiceRequestContext context, AggregatedHttpRequest request) {
        var to = ReturnPath.of(context, context.queryParam("to"));
        if (sessions.who(context, request).isPresent()) return Answers.seeOther(to);
        return show(
                context,
                request,
                HttpStatus.OK,
                new Shown(PageDoor.SIGN_IN, to, "", ""),
                "signin.ended");
    }

    /// Signs in and leads to the page that was wanted.
    public HttpResponse attempt(ServiceRequestContext context, AggregatedHttpRequest request) {
        var form = Form.read(request, FIELDS, Set.of());
        var to = ReturnPath.of(context, form.text("to"));
        return attempt(
                context, request, Shown.of(PageDoor.SIGN_IN, to, form), _ -> Answers.seeOther(to));
    }

    /// The form, not yet tried.
    ///
    /// @param ended names the text for a browser whose session has ended
    HttpResponse show(
            ServiceRequestContext context,
            AggregatedHttpRequest request,
            HttpStatus status,
            Shown shown,
            String ended) {
        var texts = PageLanguage.texts(request.headers(), cookies);
        return page(
                context,
                texts,
                status,
                shown,
                sessions.cookie(request.headers()).map(_ -> texts.text(ended)),
                Findings.none(texts));
    }

    /// Tries the name and the password.
    ///
    /// @param in answers once the account has signed in
    HttpResponse attempt(
            ServiceRequestContext context,
            AggregatedHttpRequest request,
            Shown shown,
            Function<SignedIn, HttpResponse> in) {
        var form = Form.read(request, FIELDS, Set.of());
        var chosen = PageLanguage.chosen(form);
        var texts =
                chosen.map(PageTexts::in)
                        .orElseGet(() -> PageLanguage.texts(request.headers(), cookies));
        if (chosen.isPresent())
            return Answers.with(
                    again(context, texts, HttpStatus.OK, shown, Findings.none(texts)),
                    chosen.get().cookie(cookies));
        var missing = missing(texts, form);
        if (!missing.isEmpty())
            return again(context, texts, HttpStatus.UNPROCESSABLE_ENTITY, shown, missing);
        return switch (attempt(form, context)) {
            case Result.In(var account, _) -> {
                // Ends the browser's previous session, so that nobody can have planted the new one.
                sessions.who(context, request).ifPresent(signIn::close);
                var opened = signIn.open(account, sessions.client(context));
                yield Answers.with(in.apply(opened.signedIn()), sessions.begin(opened));
            }
            case Result.Refused _ ->
                    again(
                            context,
                            texts,
                            HttpStatus.UNAUTHORIZED,
                            shown,
                            refused(texts, "signin.refused"));
            case Result.Delayed(var left) ->
                    again(
                            context,
                            texts,
                            HttpStatus.TOO_MANY_REQUESTS,
                            shown,
                            refused(texts, "signin.delayed", wait(texts, left)));
            case Result.Busy _ ->
                    again(
                            context,
                            texts,
                            HttpStatus.SERVICE_UNAVAILABLE,
                            shown,
                            refused(texts, "signin.busy"));
        };
    }

    private Result attempt(Form form, ServiceRequestContext context) {
        try (var password = Password.of(form.text("password"))) {
            return signIn.attempt(form.text("name").strip(), password, sessions.client(context));
        }
    }

    private static Findings missing(PageTexts texts, Form form) {
        var findings = Findings.none(texts);
        if (form.text("name").isBlank())
            findings = findings.and("Name", texts.text("signin.name.missing"));
        if (form.text("password").isEmpty())
            findings = findings.and("Password", texts.text("signin.password.missing"));
        return findings;
    }

    private static String wait(PageTexts texts, Duration left) {
        var span = Waiting.of(left);
        return texts.text("wait." + span.unit(), span.count());
    }

    private static Findings refused(PageTexts texts, String why, Object... arguments) {
        return Findings.none(texts).and("", texts.text(why, arguments));
    }

    private HttpResponse again(
            ServiceRequestContext context,
            PageTexts texts,
            HttpStatus status,
            Shown shown,
            Findings findings) {
        var notice =
                shown.kept().isEmpty()
                        ? Optional.<String>empty()
                        : Optional.of(texts.text("signin.ended.kept"));
        return page(context, texts, status, shown, notice, findings);
    }

    private HttpResponse page(
            ServiceRequestContext context,
            PageTexts texts,
            HttpStatus status,
            Shown shown,
            Optional<String> notice,
            Findings findings) {
        return renderer.page(
                context,
                texts,
                status,
                "signin.jte",
                texts.text("signin.title"),
                Map.of(
                        "shown", shown,
                        "notice", notice,
                        "findings", findings,
                        "selfService", selfService));
    }
}
