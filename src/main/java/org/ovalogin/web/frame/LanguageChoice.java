package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.time.Duration;
import java.util.Optional;
import org.ovalogin.web.http.Cookies;

/// Keeps the choice of `?lang=fr` on any page, and redirects to the page without it.
public final class LanguageChoice extends SimpleDecoratingHttpService {
    private static final Duration KEPT = Duration.ofDays(365);

    private final Cookies cookies;

    public LanguageChoice(HttpService delegate, Cookies cookies) {
        super(delegate);
        this.cookies = cookies;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
        var chosen =
                Optional.ofNullable(context.queryParam(PageLanguage.CHOICE))
                        .flatMap(PageLanguage::tagged);
        if (chosen.isEmpty()
                || request.method() != HttpMethod.GET
                || context.path().startsWith("/api/")) return unwrap().serve(context, request);
        var rest = context.queryParams().toBuilder();
        rest.remove(PageLanguage.CHOICE);
        var query = rest.isEmpty() ? "" : "?" + rest.build().toQueryString();
        return HttpResponse.of(
                ResponseHeaders.of(
                        HttpStatus.SEE_OTHER,
                        HttpHeaderNames.LOCATION,
                        // a path with two leading slashes would lead to another host
                        context.path().replaceAll("^/+", "/") + query,
                        HttpHeaderNames.SET_COOKIE,
                        cookies.set(PageLanguage.CHOICE, chosen.get().tag(), Optional.of(KEPT))));
    }
}
