package org.ovalogin.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CookiesTest {
    private final TryHttp settings = new TryHttp();

    private static RequestHeaders request(String cookies) {
        return RequestHeaders.of(HttpMethod.GET, "/", HttpHeaderNames.COOKIE, cookies);
    }

    @Test
    void withTlsBelongToThisHostAlone() {
        settings.publicUrl = Optional.of(URI.create("https://voicemail.contoso.com"));
        var cookies = new Cookies(settings.build());
        assertThat(cookies.set("session", "abc", Optional.empty()).split("; ", -1))
                .containsExactlyInAnyOrder(
                        "__Host-session=abc", "Path=/", "Secure", "HTTPOnly", "SameSite=Strict");
        assertThat(cookies.read(request("__Host-session=abc"), "session")).contains("abc");
        assertThat(cookies.read(request("session=abc"), "session")).isEmpty();
    }

    @Test
    void withoutTlsAreForThisHostToo() {
        var cookies = new Cookies(settings.build());
        assertThat(cookies.set("session", "abc", Optional.of(Duration.ofHours(1))))
                .startsWith("session=abc; Max-Age=3600; ")
                .contains("; Path=/; HTTPOnly; SameSite=Strict")
                .doesNotContain("Secure", "Domain");
        assertThat(cookies.forget("session")).startsWith("session=; Max-Age=0; ");
    }

    @Test
    void twoOfOneNameAreNone() {
        var cookies = new Cookies(settings.build());
        assertThat(cookies.read(request("session=abc; session=def"), "session")).isEmpty();
    }
}
