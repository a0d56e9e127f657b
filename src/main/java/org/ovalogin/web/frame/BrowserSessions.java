package org.ovalogin.web.frame;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Optional;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.AccountSignIn.SignedIn;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.Cookies;

/// The sessions that browsers name in their cookies. Thread-safe.
public final class BrowserSessions {
    static final String COOKIE = "session";

    private final AccountSignIn signIn;
    private final Cookies cookies;
    private final ClientAddress clients;
    private final RecentVisitors recent;

    public BrowserSessions(
            AccountSignIn signIn, Cookies cookies, ClientAddress clients, RecentVisitors recent) {
        this.signIn = signIn;
        this.cookies = cookies;
        this.clients = clients;
        this.recent = recent;
    }

    public Optional<SignedIn> who(ServiceRequestContext context, AggregatedHttpRequest request) {
        return noted(
                request,
                cookie(request.headers()).flatMap(c -> signIn.session(c, client(context))));
    }

    /// As above, for requests that a page makes by itself. They do not prolong the session.
    Optional<SignedIn> peek(ServiceRequestContext context, AggregatedHttpRequest request) {
        return noted(
                request, cookie(request.headers()).flatMap(c -> signIn.peek(c, client(context))));
    }

    private Optional<SignedIn> noted(AggregatedHttpRequest request, Optional<SignedIn> who) {
        cookie(request.headers()).ifPresent(cookie -> recent.seen(cookie, who));
        return who;
    }

    /// The secret that a browser sent, whether or not its session is over.
    Optional<String> cookie(RequestHeaders request) {
        return cookies.read(request, COOKIE);
    }

    /// The client's address, for counts and events.
    public String client(ServiceRequestContext context) {
        return clients.of(context).getHostAddress();
    }

    /// @return the value of a `Set-Cookie` header
    public String begin(AccountSignIn.Opened opened) {
        return cookies.set(COOKIE, opened.cookie(), Optional.empty());
    }

    /// Ends the session here and in the browser.
    ///
    /// @return the value of a `Set-Cookie` header
    public String end(SignedIn who, RequestHeaders request) {
        signIn.close(who);
        cookie(request).ifPresent(cookie -> recent.seen(cookie, Optional.empty()));
        return cookies.forget(COOKIE);
    }
}
