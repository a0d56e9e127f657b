package org.ovalogin.web.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Refuses requests that another site's page makes a browser send. Browsers identify them by
/// `Sec-Fetch-Site` over TLS and on this host, and by `Origin` everywhere; no current browser sends
/// a cookie with neither. A second defence beside `SameSite=Strict` and the forms' tokens.
final class CrossSiteGuard extends SimpleDecoratingHttpService {
    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Optional<String> publicOrigin;

    CrossSiteGuard(HttpService delegate, Optional<URI> publicUrl) {
        super(delegate);
        this.publicOrigin = publicUrl.map(url -> url.getScheme() + "://" + url.getRawAuthority());
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
        if (SAFE.contains(request.method())
                || isOwn(request.headers())
                || context.config().service().as(Handler.ForAnybody.class) != null)
            return unwrap().serve(context, request);
        var refusal =
                Problem.of(
                        HttpStatus.FORBIDDEN,
                        "other-site",
                        "The request comes from another site's page.");
        // Answers after the body, however long it is. An earlier answer would end the stream, and
        // an HTTP/2 client might see that end instead of the answer.
        return HttpResponse.of(
                request.aggregate()
                        .thenApply(
                                _ -> {
                                    throw refusal.exception();
                                }));
    }

    private boolean isOwn(RequestHeaders headers) {
        var site = headers.get("sec-fetch-site");
        if (site != null) return site.equals("same-origin") || site.equals("none");
        var origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin == null) return !headers.contains(HttpHeaderNames.COOKIE);
        return publicOrigin.filter(origin::equals).isPresent() || isAddressed(origin, headers);
    }

    /// Whether the page came from the address that the request goes to.
    private static boolean isAddressed(String origin, RequestHeaders headers) {
        var authority = headers.authority();
        return authority != null
                && (origin.equals("http://" + authority) || origin.equals("https://" + authority));
    }
}
