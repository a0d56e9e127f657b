package org.ovalogin.web.http;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.RequestHeaders;
import java.time.Duration;
import java.util.Optional;

/// Cookies that only we read and that no other site's page can send. With TLS their names begin
/// with `__Host-`, so no other host and no plain connection can set them.
public final class Cookies {
    private final boolean secure;

    public Cookies(HttpSettings settings) {
        secure = settings.isSecure();
    }

    /// @param value letters, digits, `-`, `_`, `.`
    /// @param kept lifetime; empty: until the browser closes
    /// @return the value of a `Set-Cookie` header
    public String set(String name, String value, Optional<Duration> kept) {
        var cookie =
                Cookie.secureBuilder(nameSent(name), value)
                        .path("/")
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Strict");
        kept.ifPresent(time -> cookie.maxAge(time.toSeconds()));
        return cookie.build().toSetCookieHeader();
    }

    /// @return the value of a `Set-Cookie` header that deletes the cookie
    public String forget(String name) {
        return set(name, "", Optional.of(Duration.ZERO));
    }

    /// Empty if the cookie is missing or sent several times: one of several is a stranger's.
    public Optional<String> read(RequestHeaders request, String name) {
        var sent = nameSent(name);
        var values =
                request.cookies().stream()
                        .filter(cookie -> cookie.name().equals(sent))
                        .map(Cookie::value)
                        .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private String nameSent(String name) {
        return secure ? "__Host-" + name : name;
    }
}
