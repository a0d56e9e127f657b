package org.ovalogin.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.ovalogin.net.Subnets;

/// Whom a request comes from: the peer, or, where that is a trusted proxy, the last address of
/// `X-Forwarded-For` that is none. What stands further left is the client's own claim.
///
/// `Forwarded` is not read: a proxy that sets one header passes the other on as the client sent it.
public final class ClientAddress {
    private final Subnets proxies;

    /// @param trustedProxies of [HttpSettings]
    public ClientAddress(List<String> trustedProxies) {
        proxies = new Subnets(trustedProxies);
    }

    public InetAddress of(ServiceRequestContext context) {
        var peer = context.remoteAddress().getAddress();
        var headers = context.request().headers().getAll(HttpHeaderNames.X_FORWARDED_FOR);
        return of(peer, List.of(String.join(",", headers).split(",", -1)));
    }

    InetAddress of(InetAddress peer, List<String> forwardedFor) {
        var client = peer;
        for (var claim : forwardedFor.reversed()) {
            if (!proxies.include(client)) return client;
            var next = address(claim.strip());
            if (next.isEmpty()) return client;
            client = next.get();
        }
        return client;
    }

    /// Some proxies add the port.
    private static Optional<InetAddress> address(String claim) {
        var bare =
                claim.startsWith("[")
                        ? claim.replaceAll("^\\[|](:[0-9]+)?$", "")
                        : claim.replaceAll("^([0-9.]+):[0-9]+$", "$1");
        return Subnets.address(bare);
    }
}
