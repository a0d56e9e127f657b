package org.ovalogin.metrics;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.Optional;
import org.ovalogin.http.ClientAddress;
import org.ovalogin.http.Handler;
import org.ovalogin.http.Problem;
import org.ovalogin.http.Routes;
import org.ovalogin.mailbox.Actor;
import org.ovalogin.mailbox.Tokens;
import org.ovalogin.net.Subnets;

/// `/metrics`, for a scraper on this host or one with a token of any role.
public final class MetricsPage implements Routes {
    private static final MediaType FORMAT =
            MediaType.create("text", "plain").withParameter("version", "0.0.4");

    /// What a proxy sets, whether or not we were told of it.
    private static final List<CharSequence> FORWARDING =
            List.of(
                    HttpHeaderNames.X_FORWARDED_FOR,
                    HttpHeaderNames.FORWARDED,
                    HttpHeaderNames.VIA,
                    "x-real-ip");

    private static final String BEARER = "bearer ";

    private final Metrics metrics;
    private final Tokens tokens;
    private final ClientAddress addresses;
    private final Subnets proxies;
    private final boolean published;

    /// @param trustedProxies of the HTTP settings
    /// @param published whether this server has a public address: then there is most likely a proxy
    ///   on this host, and it may not say so
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
                            "From elsewhere than this host this takes a valid token.")
                    .withHeader("www-authenticate", "Bearer realm=\"ova-login\"")
                    .exception();
        return HttpResponse.of(HttpStatus.OK, FORMAT, HttpData.ofUtf8(metrics.scrape()));
    }

    /// Whoever comes through a proxy on this host comes from elsewhere.
    private boolean isOnThisHost(ServiceRequestContext context, RequestHeaders headers) {
        var peer = context.remoteAddress().getAddress();
        return !published
                && peer.isLoopbackAddress()
                && !proxies.include(peer)
                && FORWARDING.stream().noneMatch(headers::contains);
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
