package org.ovalogin.web.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings on a free port of this host.
public final class TryHttp {
    Optional<InetSocketAddress> listen =
            Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Optional<URI> publicUrl = Optional.empty();
    boolean allowPlain;
    Optional<HttpSettings.Tls> tls = Optional.empty();
    List<String> trustedProxies = List.of();
    int connectionsPerAddress = 100;
    Duration sessionIdle = Duration.ofMinutes(30);
    Duration sessionLength = Duration.ofHours(12);

    public static HttpSettings settings() {
        return new TryHttp().build();
    }

    public static HttpSettings at(URI publicUrl) {
        var http = new TryHttp();
        http.publicUrl = Optional.of(publicUrl);
        return http.build();
    }

    public HttpSettings build() {
        return new HttpSettings(
                listen,
                publicUrl,
                new HttpSettings.Encryption(tls, allowPlain),
                new HttpSettings.Clients(trustedProxies, connectionsPerAddress),
                new HttpSettings.Sessions(sessionIdle, sessionLength));
    }
}
