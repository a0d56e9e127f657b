package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ovalogin.web.http.Cookies;

/// The result of a form, shown once by the next page. Never secret, since it travels in a cookie.
public final class Flash {
    private static final String COOKIE = "done";

    private final Cookies cookies;

    public Flash(Cookies cookies) {
        this.cookies = cookies;
    }

    /// @param path our own
    /// @param what names the text `done.<what>`
    public HttpResponse seeOther(String path, String what, String... arguments) {
        var value =
                Arrays.stream(arguments)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .map(Base64.getUrlEncoder().withoutPadding()::encodeToString)
                        .map(text -> "." + text)
                        .collect(Collectors.joining("", what, ""));
        return Answers.seeOther(path, cookies.set(COOKIE, value, Optional.empty()));
    }

    /// Empty also if the cookie is not one of ours.
    Optional<String> read(PageVisit visit) {
        return cookies.read(visit.request().headers(), COOKIE)
                .flatMap(value -> sentence(visit.texts(), value.split("\\.", -1)));
    }

    String forget() {
        return cookies.forget(COOKIE);
    }

    private static Optional<String> sentence(PageTexts texts, String[] parts) {
        var key = "done." + parts[0];
        if (!texts.has(key)) return Optional.empty();
        try {
            var arguments =
                    Arrays.stream(parts)
                            .skip(1)
                            .map(Base64.getUrlDecoder()::decode)
                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                            .toArray();
            return Optional.of(texts.text(key, arguments));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
