package org.ovalogin.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
    @TempDir private Path folder;

    private final TryHttp settings = new TryHttp();

    private Path file(String name, String mode) throws IOException {
        var file = Files.createFile(folder.resolve(name));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::", "2001:db8::1"})
    void plainHttpIsForThisHostUnlessAllowed(String address) {
        settings.listen = Optional.of(new InetSocketAddress(address, 8080));
        assertThatThrownBy(settings::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("http.listen: found ")
                .hasMessageContaining("http.tls.certificate")
                .hasMessageContaining("http.allowPlain");
        settings.allowPlain = true;
        assertThatCode(settings::build).doesNotThrowAnyException();
    }

    @Test
    void withTlsAnyAddressIsListenedOn() throws IOException {
        settings.listen = Optional.of(new InetSocketAddress("0.0.0.0", 8443));
        settings.tls =
                HttpSettings.Tls.of(
                        file("cert.pem", "rw-r--r--").toString(),
                        file("key.pem", "rw-r-----").toString());
        assertThat(settings.build().isSecure()).isTrue();
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        settings.tls =
                HttpSettings.Tls.of(
                        file("cert.pem", "rw-r--r--").toString(),
                        file("key.pem", "rw-r--r--").toString());
        assertThatThrownBy(settings::build)
                .hasMessageStartingWith("http.tls.key: found '")
                .hasMessageContaining("with mode rw-r--r--");
    }

    @Test
    void aCertificateAloneIsRefused() {
        assertThatThrownBy(() -> HttpSettings.Tls.of("cert.pem", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found only one of them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://voicemail.contoso.com",
                "https://voicemail.contoso.com:8443/",
                "http://localhost:8080",
                "http://127.0.0.1:8080",
                "http://[::1]:8080"
            })
    void anOriginIsAPublicUrl(String url) {
        settings.publicUrl = Optional.of(URI.create(url));
        assertThatCode(settings::build).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "voicemail.contoso.com",
                "ftp://voicemail.contoso.com",
                "https://voicemail.contoso.com/um",
                "https://voicemail.contoso.com?a",
                "https://voicemail.contoso.com/#a",
                "https://me@voicemail.contoso.com",
                "https:///",
                "http://voicemail.contoso.com"
            })
    void anythingElseIsNone(String url) {
        settings.publicUrl = Optional.of(URI.create(url));
        assertThatThrownBy(settings::build).hasMessageStartingWith("http.publicUrl: found '" + url);
    }

    @Test
    void everyBadValueIsNamedAtOnce() {
        settings.listen = Optional.of(InetSocketAddress.createUnresolved("nowhere.invalid", 1));
        settings.trustedProxies = List.of("10.0.0.1", "proxy.contoso.com");
        settings.tls = Optional.of(new HttpSettings.Tls(Path.of("/no/cert"), Path.of("/no/key")));
        settings.sessionIdle = Duration.ofHours(12);
        settings.sessionLength = Duration.ofSeconds(10);
        assertThatThrownBy(settings::build)
                .hasMessage(
                        """
                        http.listen: found 'nowhere.invalid', allowed: an address of this host
                        http.tls.certificate: found '/no/cert', allowed: a file that is there and may be read
                        http.tls.key: found '/no/key', allowed: a file that is there and may be read
                        http.trustedProxies: found 'proxy.contoso.com', allowed: an address or a subnet smaller than everything, such as '10.1.2.3' or '10.1.0.0/16'
                        http.sessionLength: found PT10S, allowed: PT1M to PT168H
                        http.sessionIdle: found PT12H, allowed: no longer than http.sessionLength""");
    }
}
