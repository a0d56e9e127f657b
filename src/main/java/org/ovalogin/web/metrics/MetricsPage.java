package org.ovalogin.web.metrics;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Tokens;
import org.ovalogin.net.Subnets;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.Handler;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Routes;

/// `/metrics`: for a scraper on this host that uses one of this host's names, or for a token of any
/// role.
public final class MetricsPage implements Routes {
    private static final MediaType FORMAT =
            MediaType.create("text", "plain").withParameter("version", "0.0.4");

    /// Headers that a proxy sets, even one unknown to our settings.
    private static final List<CharSequence> FORWARDING =
            List.of(
                    HttpHeaderNames.X_FORWARDED_FOR,
                    HttpHeaderNames.FORWARDED,
                    HttpHeaderNames.VIA,
                    "x-real-ip");

    /// An IPv4 address, an IPv6 address in brackets, or a name; with or without a port.
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9.-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private static final String BEARER = "bearer ";

    private final Metrics metrics;
    private final Tokens tokens;
    private final ClientAddress addresses;
    private final Subnets proxies;
    private final boolean published;

    /// @param trustedProxies from the HTTP settings
    /// @param published whether this server has a public address. A proxy on this host is then
    ///   likely, and may not identify itself
    public MetricsPage(
            Metrics metrics, Tokens tokens, List<String> trustedProxies, boolean published) {
        this.metrics = metrics;
        this.tokens = tokens;
        this.published = published;
        addresses = new ClientAddress(trustedProxies);
        proxies = new Subnets(trustedProxies);
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.decorator(service -> new HttpMeters(service, metrics.registry()));
        server.route()
                .get("/metrics")
                .build(Handler.service((context, request) -> answer(context, request.headers())));
    }

    private HttpResponse answer(ServiceRequestContext context, RequestHeaders headers) {
        if (!isOnThisHost(context, headers) && bearer(context, headers).isEmpty())
            throw Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "Requests from another host, or under a name other than localhost, need a valid token.")
                    .withHeader("www-authenticate", "Bearer realm=\"ova-login\"")
                    .exception();
        return HttpResponse.of(HttpStatus.OK, FORMAT, HttpData.ofUtf8(metrics.scrape()));
    }

    /// A client behind a proxy on this host counts as remote.
    private boolean isOnThisHost(ServiceRequestContext context, RequestHeaders headers) {
        var peer = context.remoteAddress().getAddress();
        return !published
                && peer.isLoopbackAddress()
                && !proxies.include(peer)
                && FORWARDING.stream().noneMatch(headers::contains)
                && isNameOfThisHost(headers.authority());
    }

    /// Defends against DNS rebinding: another site's page can make a browser on this host connect
    /// to us, but only under that site's name.
    private static boolean isNameOfThisHost(@Nullable String authority) {
        if (authority == null) return false;
        var parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) return false;
        var host = parts.group(1);
        return host.equalsIgnoreCase("localhost")
                || Subnets.address(
                                host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }

    private Optional<Actor> bearer(ServiceRequestContext context, RequestHeaders headers) {
        var sent = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        if (sent.size() != 1 || !sent.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length()))
            return Optional.empty();
        return tokens.bearer(
                sent.getFirst().substring(BEARER.length()).strip(),
                addresses.of(context).getHostAddress());
    }
}
