package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.util.Optional;
import org.ovalogin.web.http.Cookies;

/// Keeps the choice of `?lang=fr` on any page, and redirects to the page without it.
public final class LanguageChoice extends SimpleDecoratingHttpService {
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
        return Answers.seeOther(page(context, request).toString(), chosen.get().cookie(cookies));
    }

    /// The page as the browser shows it now: filters may have changed its query since it was
    /// loaded.
    private static PageAddress page(ServiceRequestContext context, HttpRequest request) {
        var asked = PageAddress.of(context);
        return PageAddress.ofFull(request.headers().get(HttpHeaderNames.REFERER))
                .filter(from -> from.path().equals(asked.path()))
                .orElse(asked);
    }
}
