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

    public TryHttp publicUrl(String url) {
        publicUrl = Optional.of(URI.create(url));
        return this;
    }

    public TryHttp trusting(List<String> proxies) {
        trustedProxies = proxies;
        return this;
    }

    /// On all addresses of this host, without TLS.
    public TryHttp openly() {
        listen = Optional.of(new InetSocketAddress("0.0.0.0", 0));
        allowPlain = true;
        return this;
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
