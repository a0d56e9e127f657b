package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;

/// The answers that pages give.
public final class Answers {
    private Answers() {}

    static HttpResponse html(HttpStatus status, String html) {
        return HttpResponse.of(status, MediaType.HTML_UTF_8, html);
    }

    /// The answer with a further cookie.
    ///
    /// @param cookie the value of a `Set-Cookie` header
    public static HttpResponse with(HttpResponse answer, String cookie) {
        return answer.mapHeaders(
                headers -> headers.toBuilder().add(HttpHeaderNames.SET_COOKIE, cookie).build());
    }

    /// Redirects after a successful form, so that reloading the page does not repeat it.
    ///
    /// @param path our own, beginning with one slash
    public static HttpResponse seeOther(String path) {
        return HttpResponse.of(
                ResponseHeaders.of(HttpStatus.SEE_OTHER, HttpHeaderNames.LOCATION, path));
    }

    public static HttpResponse seeOther(String path, String cookie) {
        return with(seeOther(path), cookie);
    }

    /// Whether htmx asks for part of a page.
    public static boolean isPart(RequestHeaders request) {
        return "true".equals(request.get("hx-request"));
    }
}
