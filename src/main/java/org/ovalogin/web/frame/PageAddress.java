package org.ovalogin.web.frame;

import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The address of a page without scheme and host. Anybody can write one into a link, so each part
/// is decoded, checked and encoded anew.
///
/// @param path percent-encoded; begins with one slash
/// @param query percent-encoded, without the choice of language; may be empty
public record PageAddress(String path, String query) {
    /// In characters; longer ones are nobody's bookmark.
    private static final int LONGEST = 2000;

    /// Characters that browsers or proxies drop, or read as a slash; and what decodes to more.
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Zl}\\p{Zp}/\\\\\uFFFD]|%[0-9A-Fa-f]{2}");

    private static final Pattern UNSAFE_VALUE = Pattern.compile("[\\p{Cc}\\p{Cn}\uFFFD]");

    public static final PageAddress OVERVIEW = new PageAddress("/", "");

    /// Empty for anything but a plain path and query.
    public static Optional<PageAddress> of(@Nullable String typed) {
        if (typed == null || typed.length() > LONGEST || !typed.startsWith("/"))
            return Optional.empty();
        var parts = typed.split("\\?", 2);
        if (UNSAFE.matcher(parts[0].replaceAll("[/%]", "")).find() || parts[0].contains("#"))
            return Optional.empty();
        var query = parts.length == 2 ? query(parts[1]) : Optional.of("");
        return path(parts[0]).flatMap(path -> query.map(q -> new PageAddress(path, q)));
    }

    /// The address of a request.
    static PageAddress of(ServiceRequestContext context) {
        var query = context.query();
        return of(context.path() + (query == null ? "" : "?" + query))
                .or(() -> of(context.path()))
                .orElse(OVERVIEW);
    }

    /// The path and query of a full address, such as that of the page that a request came from.
    static Optional<PageAddress> ofFull(@Nullable String address) {
        if (address == null || address.length() > LONGEST) return Optional.empty();
        try {
            var uri = new URI(address);
            var path = uri.getRawPath();
            if (path == null) return Optional.empty();
            return of(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> path(String typed) {
        if (typed.equals("/")) return Optional.of(typed);
        var segments = Arrays.asList(typed.substring(1).split("/", -1));
        var decoded =
                segments.stream().map(PageAddress::segment).flatMap(Optional::stream).toList();
        if (decoded.size() < segments.size()) return Optional.empty();
        return Optional.of(
                decoded.stream()
                        .map(text -> encoded(text).replace("+", "%20"))
                        .collect(Collectors.joining("/", "/", "")));
    }

    private static Optional<String> segment(String typed) {
        return decoded(typed.replace("+", "%2B"))
                .filter(text -> !text.isEmpty() && !text.equals(".") && !text.equals(".."))
                .filter(text -> !UNSAFE.matcher(text).find());
    }

    private static Optional<String> query(String typed) {
        if (typed.contains("#")) return Optional.empty();
        var anew = new StringBuilder("?");
        for (var pair : typed.split("&", -1)) {
            var parts = pair.split("=", 2);
            var name = decoded(parts[0]).filter(PageAddress::safeValue);
            var value = decoded(parts.length == 2 ? parts[1] : "").filter(PageAddress::safeValue);
            if (name.isEmpty() || value.isEmpty()) return Optional.empty();
            if (!name.get().isEmpty() && !name.get().equals(PageLanguage.CHOICE))
                Urls.append(anew, encoded(name.get()), value.get());
        }
        return Optional.of(anew.substring(1));
    }

    private static boolean safeValue(String text) {
        return !UNSAFE_VALUE.matcher(text).find();
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The same page in another language, relative to itself: a path may hold a secret.
    String in(PageLanguage language) {
        var choice = PageLanguage.CHOICE + "=" + language.tag();
        return "?" + (query.isEmpty() ? choice : query + "&" + choice);
    }

    @Override
    public String toString() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
