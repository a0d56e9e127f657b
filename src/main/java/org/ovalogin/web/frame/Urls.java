package org.ovalogin.web.frame;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Addresses of our own pages.
public final class Urls {
    private Urls() {}

    /// Adds a parameter to a query that begins with `?`.
    public static void append(StringBuilder query, String name, String value) {
        if (query.length() > 1) query.append('&');
        query.append(name).append('=').append(encoded(value));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
