package org.ovalogin.web.frame;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;
import org.ovalogin.core.administration.KeptForms;
import org.ovalogin.web.frame.PageDoor.Inside;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.Problem;

/// Takes the forms of signed-in accounts. Shows a form again, without trying it, in another
/// language or after its session has ended by time. In the latter case the account signs in at the
/// form's own address.
final class FormDoor {
    /// In bytes: a kept form in Base64, name and password.
    static final long MOST_SEALED = HttpServer.MOST_BODY / 3 * 4 + 16 * 1024L;

    private final BrowserSessions sessions;
    private final SignInForm signInForm;
    private final KeptForms keptForms;
    private final Cookies cookies;

    FormDoor(
            BrowserSessions sessions, SignInForm signInForm, KeptForms keptForms, Cookies cookies) {
        this.sessions = sessions;
        this.signInForm = signInForm;
        this.keptForms = keptForms;
        this.cookies = cookies;
    }

    /// @param kept the fields that may be kept; never one with a secret
    /// @param again shows the form with the values that were typed
    HttpService service(Set<String> kept, Inside action, Inside again) {
        return Handler.service(
                (context, request) -> {
                    var typed = Form.all(request);
                    if (typed.field(SignInForm.KEPT).isPresent())
                        return signIn(context, request, typed, again);
                    if (request.content().length() > HttpServer.MOST_BODY) throw tooLarge();
                    var who = sessions.who(context, request);
                    if (who.isEmpty()) return ended(context, request, typed, kept);
                    var chosen = PageLanguage.chosen(typed);
                    if (chosen.isEmpty())
                        return PageDoor.answer(action, visit(context, request, who.get()));
                    var visit =
                            new PageVisit(
                                    context,
                                    request,
                                    who.get(),
                                    PageTexts.in(chosen.get()),
                                    Optional.empty());
                    return Answers.with(
                            PageDoor.answer(again, visit), chosen.get().cookie(cookies));
                });
    }

    private PageVisit visit(
            ServiceRequestContext context, AggregatedHttpRequest request, SignedIn who) {
        var texts = PageLanguage.texts(request.headers(), cookies);
        return new PageVisit(context, request, who, texts, Optional.empty());
    }

    /// The sign-in page, with the form in it if it may be kept.
    private HttpResponse ended(
            ServiceRequestContext context,
            AggregatedHttpRequest request,
            Form typed,
            Set<String> kept) {
        var names = new HashSet<>(kept);
        names.add(PageVisit.VERSION);
        var fields = typed.encoded(names);
        var sealed =
                fields.length() > HttpServer.MOST_BODY
                        ? Optional.<String>empty()
                        : sessions.cookie(request.headers())
                                .flatMap(
                                        cookie ->
                                                keptForms.seal(
                                                        cookie,
                                                        typed.text(PageVisit.CSRF),
                                                        context.path(),
                                                        fields));
        if (sealed.isEmpty()) return PageDoor.toSignIn(context, request);
        var to = ReturnPath.of(context, context.path());
        return signInForm.show(
                context,
                request,
                HttpStatus.UNAUTHORIZED,
                new SignInForm.Shown(context.path(), to, sealed.get(), ""),
                "signin.ended.kept");
    }

    /// Signs in, then shows the kept form to the account that had typed it. Anybody else gets the
    /// form's page.
    private HttpResponse signIn(
            ServiceRequestContext context,
            AggregatedHttpRequest request,
            Form typed,
            Inside again) {
        var to = ReturnPath.of(context, context.path());
        return signInForm.attempt(
                context,
                request,
                SignInForm.Shown.of(context.path(), to, typed),
                who ->
                        keptForms
                                .open(who.account(), context.path(), typed.text(SignInForm.KEPT))
                                .map(fields -> shown(context, request, who, fields, again))
                                .orElseGet(() -> Answers.seeOther(to)));
    }

    private HttpResponse shown(
            ServiceRequestContext context,
            AggregatedHttpRequest request,
            SignedIn who,
            String fields,
            Inside again) {
        var texts = PageLanguage.texts(request.headers(), cookies);
        var token = PageVisit.CSRF + "=" + URLEncoder.encode(who.csrf(), StandardCharsets.UTF_8);
        var body = HttpData.ofUtf8(fields.isEmpty() ? token : fields + "&" + token);
        var headers =
                request.headers().toBuilder()
                        .set(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length()))
                        .build();
        var visit =
                new PageVisit(
                        context,
                        AggregatedHttpRequest.of(headers, body),
                        who,
                        texts,
                        Optional.of(texts.text("form.again")));
        return PageDoor.answer(again, visit);
    }

    private static RuntimeException tooLarge() {
        return Problem.of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too large.")
                .exception();
    }
}
