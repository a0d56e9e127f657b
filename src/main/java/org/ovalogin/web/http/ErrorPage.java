package org.ovalogin.web.http;

import com.linecorp.armeria.common.RequestHeaders;

/// The error page for people; programs get `application/problem+json`.
@FunctionalInterface
public interface ErrorPage {
    /// @return a complete HTML page
    String html(RequestHeaders request, Problem problem);
}
