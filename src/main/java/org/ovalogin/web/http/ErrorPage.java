package org.ovalogin.web.http;

import com.linecorp.armeria.common.RequestHeaders;

/// Tells a person what is wrong, where a program gets `application/problem+json`.
@FunctionalInterface
public interface ErrorPage {
    /// @return a whole page of HTML
    String html(RequestHeaders request, Problem problem);
}
