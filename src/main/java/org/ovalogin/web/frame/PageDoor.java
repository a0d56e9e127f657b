package org.ovalogin.web.frame;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;
import org.ovalogin.core.administration.KeptForms;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.HttpRefusal;

/// Admits visitors with a session and sends all others to the sign-in page.
public final class PageDoor {
    public static final String SIGN_IN = "/signin";

    private final BrowserSessions sessions;
    private final FormDoor forms;
    private final UploadDoor uploads;
    private final Cookies cookies;

    public PageDoor(
            BrowserSessions sessions, SignInForm signInForm, KeptForms keptForms, Cookies cookies) {
        this.sessions = sessions;
        this.forms = new FormDoor(sessions, signInForm, keptForms, cookies);
        this.uploads = new UploadDoor(sessions, cookies);
        this.cookies = cookies;
    }

    /// A page, or a form's action, for a signed-in account.
    @FunctionalInterface
    public interface Inside {
        /// @throws NotDone if only a page of its own can report it
        HttpResponse answer(PageVisit visit);
    }

    /// Runs on a thread that may block.
    public HttpService inside(Inside inside) {
        return new Page(service(inside, sessions::who));
    }

    /// As [#inside], for requests that a page makes by itself. They do not prolong the session.
    public HttpService watching(Inside inside) {
        return service(inside, sessions::peek);
    }

    /// Adds a form's address. After the session has ended by time, and to change the language, the
    /// form is shown again.
    ///
    /// @param kept the fields that may be shown again; never one with a secret
    /// @param again shows the form with the values of [PageVisit#form], and changes nothing
    public void form(
            ServerBuilder server, String path, Set<String> kept, Inside action, Inside again) {
        server.route()
                .post(path)
                .maxRequestLength(FormDoor.MOST_SEALED)
                .build(forms.service(kept, action, again));
    }

    /// Adds the address of a form with a file. Nothing of it is kept after the session has ended.
    ///
    /// @param most bytes of the whole form
    /// @param again shows the form in another language, and changes nothing
    public void upload(
            ServerBuilder server,
            String path,
            long most,
            Function<Upload, HttpResponse> action,
            Function<Upload, HttpResponse> again) {
        server.route().post(path).maxRequestLength(most).build(uploads.service(action, again));
    }

    /// Leads from a form's address, where no page is, to the page that has the form.
    public void leads(ServerBuilder server, String path, Function<PageVisit, String> page) {
        server.route().get(path).build(inside(visit -> Answers.seeOther(page.apply(visit))));
    }

    /// Marks services that a visitor may come back to after signing in.
    static final class Page extends SimpleDecoratingHttpService {
        private Page(HttpService delegate) {
            super(delegate);
        }

        @Override
        public HttpResponse serve(ServiceRequestContext context, HttpRequest request)
                throws Exception {
            return unwrap().serve(context, request);
        }
    }

    private HttpService service(
            Inside inside,
            BiFunction<ServiceRequestContext, AggregatedHttpRequest, Optional<SignedIn>> session) {
        return Handler.service(
                (context, request) -> {
                    var who = session.apply(context, request);
                    if (who.isEmpty()) return toSignIn(context, request);
                    var texts = PageLanguage.texts(request.headers(), cookies);
                    return answer(
                            inside,
                            new PageVisit(context, request, who.get(), texts, Optional.empty()));
                });
    }

    static HttpResponse answer(Inside inside, PageVisit visit) {
        try {
            return inside.answer(visit);
        } catch (NotDone e) {
            throw HttpRefusal.ofPage(e).exception();
        }
    }

    /// Whether the visit's session still lasts, for answers that take long.
    public boolean isOpen(PageVisit visit) {
        return sessions.peek(visit.context(), visit.request()).isPresent();
    }

    /// The client's address, for counts and events.
    public String client(ServiceRequestContext context) {
        return sessions.client(context);
    }

    /// After signing in, the visitor comes back to the page, or to the page of the form.
    static HttpResponse toSignIn(ServiceRequestContext context, AggregatedHttpRequest request) {
        var part = Answers.isPart(request.headers());
        var back =
                part
                        ? PageAddress.ofFull(request.headers().get("hx-current-url"))
                        : PageAddress.of(
                                request.method() == HttpMethod.GET && context.query() != null
                                        ? context.path() + "?" + context.query()
                                        : context.path());
        var to = ReturnPath.of(context, back.map(PageAddress::toString).orElse(null));
        var path = SIGN_IN + "?to=" + Urls.encoded(to);
        return part
                ? HttpResponse.of(ResponseHeaders.of(HttpStatus.UNAUTHORIZED, "hx-redirect", path))
                : Answers.seeOther(path);
    }
}
