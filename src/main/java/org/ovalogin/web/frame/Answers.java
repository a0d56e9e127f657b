package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;

/// The kinds of answer that pages give.
public final class Answers {
    private Answers() {}

    static HttpResponse html(HttpStatus status, String html) {
        return HttpResponse.of(status, MediaType.HTML_UTF_8, html);
    }

    static HttpResponse html(HttpStatus status, String html, String cookie) {
        return html(status, html)
                .mapHeaders(
                        headers ->
                                headers.toBuilder()
                                        .add(HttpHeaderNames.SET_COOKIE, cookie)
                                        .build());
    }

    /// What follows a form that did something, so that loading the page again does not do it again.
    ///
    /// @param path of our own, beginning with one slash
    public static HttpResponse seeOther(String path) {
        return HttpResponse.of(
                ResponseHeaders.of(HttpStatus.SEE_OTHER, HttpHeaderNames.LOCATION, path));
    }

    public static HttpResponse seeOther(String path, String cookie) {
        return HttpResponse.of(
                ResponseHeaders.of(
                        HttpStatus.SEE_OTHER,
                        HttpHeaderNames.LOCATION,
                        path,
                        HttpHeaderNames.SET_COOKIE,
                        cookie));
    }

    /// True for a part of a page that htmx asks for.
    public static boolean isPart(RequestHeaders request) {
        return "true".equals(request.get("hx-request"));
    }
}
