package org.ovalogin.web.http;

import com.linecorp.armeria.common.RequestHeaders;

/// The error page for people; programs get `application/problem+json`.
@FunctionalInterface
public interface ErrorPage {
    /// The page as far as it can be made at once: on the event loop, or without the database.
    ///
    /// @return a complete HTML page
    String html(RequestHeaders request, Problem problem);

    /// Whether looking the visitor up in the database would add to the page.
    default boolean asksWho(RequestHeaders request) {
        return false;
    }

    /// As [#html], after looking the visitor up. On a thread that may block.
    default String htmlForVisitor(RequestHeaders request, Problem problem) {
        return html(request, problem);
    }
}
