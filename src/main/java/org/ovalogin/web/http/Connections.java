package org.ovalogin.web.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ovalogin.net.Subnets;
import org.ovalogin.web.http.HttpServer.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps connections from being held by who gets nowhere with them. Armeria ends requests; who then
/// goes on sending a byte at a time, never ends a request's head, sends pings, or does not read
/// what is answered, would keep the connection. Thread-safe.
///
/// An open connection is at work on a request, or has been answered within the idle time.
final class Connections {
    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    /// After an answer that ends its connection, for it to arrive before what still comes is
    /// refused.
    private static final Duration LAST_ANSWER = Duration.ofMillis(200);

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Limits limits;
    private final int perAddress;
    private final Subnets proxies;
    private final Map<Channel, Use> uses = new ConcurrentHashMap<>();
    private final Map<ClientNetwork, Integer> byNetwork = new ConcurrentHashMap<>();
    private long toldAt = System.nanoTime() - QUIET.toNanos();
    private long untold;

    Connections(Limits limits, HttpSettings settings) {
        this.limits = limits;
        this.perAddress = settings.connectionsPerAddress();
        this.proxies = new Subnets(settings.trustedProxies());
    }

    /// What a connection is used for.
    private static final class Use {
        private final Map<ServiceRequestContext, Long> begun = new HashMap<>();
        private long answeredAt = System.nanoTime();

        synchronized void begin(ServiceRequestContext context) {
            begun.put(context, System.nanoTime());
        }

        synchronized void end(ServiceRequestContext context) {
            begun.remove(context);
            answeredAt = System.nanoTime();
        }

        /// Streams have no time of their own; they end with their token.
        synchronized boolean stuck(Limits limits, long now) {
            if (begun.isEmpty()) return now - answeredAt > limits.idleTime().toNanos();
            var longest = limits.requestTime().plus(limits.idleTime()).toNanos();
            return begun.entrySet().stream()
                    .anyMatch(
                            request ->
                                    now - request.getValue() > longest
                                            && request.getKey().requestTimeoutMillis() > 0);
        }
    }

    int open() {
        return uses.size();
    }

    /// Takes a new connection in, or closes it. On the event loop.
    void opened(ChannelPipeline pipeline) {
        var channel = pipeline.channel();
        // null when the client has gone already
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
            var _ = channel.close();
            return;
        }
        if (!proxies.include(peer.getAddress()) && !counted(channel, peer)) {
            var _ = channel.close();
            return;
        }
        pipeline.addFirst(new Unread(limits.requestTime()));
        uses.put(channel, new Use());
        channel.closeFuture().addListener(_ -> uses.remove(channel));
        var every = Math.max(1, limits.idleTime().toMillis() / 10);
        var watch =
                channel.eventLoop()
                        .scheduleAtFixedRate(
                                () -> closeStuck(channel), every, every, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> watch.cancel(false));
    }

    private boolean counted(Channel channel, InetSocketAddress peer) {
        var network = ClientNetwork.of(peer.getAddress());
        if (byNetwork.merge(network, 1, Integer::sum) <= perAddress) {
            channel.closeFuture().addListener(_ -> gone(network));
            return true;
        }
        gone(network);
        tell(peer);
        return false;
    }

    private void gone(ClientNetwork network) {
        byNetwork.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
    }

    private synchronized void tell(InetSocketAddress peer) {
        var now = System.nanoTime();
        if (now - toldAt < QUIET.toNanos()) {
            untold++;
            return;
        }
        log.warn(
                "refused a connection from {}, which has http.connectionsPerAddress = {} already{}",
                peer.getAddress().getHostAddress(),
                perAddress,
                untold == 0 ? "" : " (and " + untold + " others before)");
        toldAt = now;
        untold = 0;
    }

    private void closeStuck(Channel channel) {
        var use = uses.get(channel);
        if (use != null && use.stuck(limits, System.nanoTime())) {
            var _ = channel.close();
        }
    }

    HttpService watched(HttpService service) {
        return new Watched(service);
    }

    private final class Watched extends SimpleDecoratingHttpService {
        private Watched(HttpService delegate) {
            super(delegate);
        }

        @Override
        public HttpResponse serve(ServiceRequestContext context, HttpRequest request)
                throws Exception {
            var channel = context.log().ensureAvailable(RequestLogProperty.SESSION).channel();
            var use = channel == null ? null : uses.get(channel);
            if (channel == null || use == null) return unwrap().serve(context, request);
            use.begin(context);
            var _ =
                    context.log()
                            .whenAvailable(
                                    RequestLogProperty.RESPONSE_END_TIME,
                                    RequestLogProperty.RESPONSE_HEADERS)
                            .thenAccept(
                                    answered -> {
                                        use.end(context);
                                        endAfterTimeout(channel, context, answered);
                                    });
            return unwrap().serve(context, request);
        }
    }

    /// What did not come in its time may go on coming; over HTTP/2 it was the stream's, which has
    /// ended.
    private static void endAfterTimeout(
            Channel channel, ServiceRequestContext context, RequestLog answered) {
        if (!answered.responseStatus().equals(HttpStatus.REQUEST_TIMEOUT)
                || context.sessionProtocol().isMultiplex()) return;
        Runnable close =
                () -> {
                    var _ = channel.close();
                };
        var _ = channel.eventLoop().schedule(close, LAST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Closes without a word when the peer has not read in time what was sent.
    private static final class Unread extends WriteTimeoutHandler {
        Unread(Duration longest) {
            super(longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        protected void writeTimedOut(ChannelHandlerContext context) {
            var _ = context.close();
        }
    }
}
