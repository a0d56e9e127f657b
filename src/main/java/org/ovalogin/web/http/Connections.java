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

/// Closes connections whose clients get nowhere. Armeria ends only requests. A client could hold a
/// connection by sending one byte at a time, never finishing a request's head, sending pings, or
/// not reading the answer. Thread-safe.
///
/// Every open connection is working on a request, or has been answered within the idle time.
final class Connections {
    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    /// Time between the last answer and closing. The answer must arrive before the client's further
    /// bytes are refused.
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
        this.perAddress = settings.clients().connectionsPerAddress();
        this.proxies = new Subnets(settings.clients().trustedProxies());
    }

    /// The requests of one connection.
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

        /// Streams have no time limit of their own; they end with their token.
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

    /// Accepts or closes a new connection. On the event loop.
    void opened(ChannelPipeline pipeline) {
        var channel = pipeline.channel();
        // null if the client has already gone
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
                "refused a connection from {}, which already has http.connectionsPerAddress = {}{}",
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

    /// A request that timed out may go on sending. Over HTTP/2 only its stream did, and that has
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

    /// Closes silently if the peer does not read the answer in time.
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
