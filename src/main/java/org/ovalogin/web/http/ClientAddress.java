package org.ovalogin.web.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.ovalogin.net.Subnets;

/// The client's address: the peer, or, if that is a trusted proxy, the last address of
/// `X-Forwarded-For` that is not one. Addresses further left are the client's own claim.
///
/// Ignores `Forwarded`: a proxy that sets one header passes the other on as the client sent it.
public final class ClientAddress {
    /// Trusted proxies in a row; real chains hardly reach three.
    private static final int MOST_HOPS = 20;

    /// In characters: an IPv6 address with brackets, port and blanks.
    private static final int LONGEST_CLAIM = 64;

    private final Subnets proxies;

    /// @param trustedProxies as in [HttpSettings]
    public ClientAddress(List<String> trustedProxies) {
        proxies = new Subnets(trustedProxies);
    }

    public InetAddress of(ServiceRequestContext context) {
        var peer = context.remoteAddress().getAddress();
        return of(peer, context.request().headers().getAll(HttpHeaderNames.X_FORWARDED_FOR));
    }

    /// @param headers each has addresses separated by commas
    InetAddress of(InetAddress peer, List<String> headers) {
        if (!proxies.include(peer)) return peer;
        var client = peer;
        var hops = 0;
        for (var header : headers.reversed()) {
            for (var end = header.length(); end >= 0; ) {
                var comma = header.lastIndexOf(',', end - 1);
                var next = address(header.substring(comma + 1, end));
                if (next.isEmpty() || ++hops > MOST_HOPS) return client;
                client = next.get();
                if (!proxies.include(client)) return client;
                end = comma;
            }
        }
        return client;
    }

    /// Also reads an address with a port, which some proxies add.
    private static Optional<InetAddress> address(String text) {
        if (text.length() > LONGEST_CLAIM) return Optional.empty();
        var claim = text.strip();
        var bare =
                claim.startsWith("[")
                        ? claim.replaceAll("^\\[|](:[0-9]+)?$", "")
                        : claim.replaceAll("^([0-9.]+):[0-9]+$", "$1");
        return Subnets.address(bare);
    }
}
