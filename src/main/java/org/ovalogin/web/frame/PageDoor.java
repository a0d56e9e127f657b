package org.ovalogin.web.frame;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.RefusalStatus;

/// Admits visitors with a session and sends all others to the sign-in page.
public final class PageDoor {
    public static final String COOKIE = "session";
    public static final String SIGN_IN = "/signin";

    private final AccountSignIn signIn;
    private final Cookies cookies;
    private final ClientAddress clients;

    public PageDoor(AccountSignIn signIn, Cookies cookies, ClientAddress clients) {
        this.signIn = signIn;
        this.cookies = cookies;
        this.clients = clients;
    }

    /// A page, or a form's action, for a signed-in account.
    @FunctionalInterface
    public interface Inside {
        /// @throws NotDone if only a page of its own can report it
        HttpResponse answer(PageVisit visit);
    }

    /// Runs on a thread that may block.
    public HttpService inside(Inside inside) {
        return service(inside, signIn::session);
    }

    /// As [#inside], for requests that a page makes by itself. They do not prolong the session.
    public HttpService watching(Inside inside) {
        return service(inside, signIn::peek);
    }

    private HttpService service(
            Inside inside, BiFunction<String, String, Optional<SignedIn>> session) {
        return Handler.service(
                (context, request) -> {
                    var who = who(context, request, session);
                    if (who.isEmpty()) return toSignIn(context, request);
                    var texts = PageTexts.in(PageLanguage.of(request.headers(), cookies));
                    try {
                        return inside.answer(new PageVisit(context, request, who.get(), texts));
                    } catch (NotDone e) {
                        var status = RefusalStatus.of(e).page();
                        throw Problem.of(status, String.valueOf(e.getMessage())).exception();
                    }
                });
    }

    public Optional<SignedIn> who(ServiceRequestContext context, AggregatedHttpRequest request) {
        return who(context, request, signIn::session);
    }

    private Optional<SignedIn> who(
            ServiceRequestContext context,
            AggregatedHttpRequest request,
            BiFunction<String, String, Optional<SignedIn>> session) {
        return cookies.read(request.headers(), COOKIE)
                .flatMap(cookie -> session.apply(cookie, client(context)));
    }

    /// The client's address, for counts and events.
    public String client(ServiceRequestContext context) {
        return clients.of(context).getHostAddress();
    }

    /// A form's address is not a page to come back to.
    private static HttpResponse toSignIn(
            ServiceRequestContext context, AggregatedHttpRequest request) {
        var back = request.method() == HttpMethod.GET ? context.path() : "/";
        var path = SIGN_IN + "?to=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        if (!Answers.isPart(request.headers())) return Answers.seeOther(path);
        return HttpResponse.of(ResponseHeaders.of(HttpStatus.UNAUTHORIZED, "hx-redirect", SIGN_IN));
    }
}
