package org.ovalogin.web.http;

import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.util.BlockingTaskExecutor;
import com.linecorp.armeria.common.util.EventLoopGroups;
import com.linecorp.armeria.common.util.ThreadFactories;
import com.linecorp.armeria.common.util.TlsEngineType;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.ovalogin.net.OpenFiles;

/// Serves HTTP/1.1 and HTTP/2 on one address.
public final class HttpServer implements AutoCloseable {
    /// Limits for clients; anything beyond is cut off.
    ///
    /// @param requestTime from a request's head to the end of its answer
    /// @param idleTime time that a connection may have no request, including before the first
    record Limits(int connections, Duration requestTime, Duration idleTime) {
        static final Limits USUAL =
                new Limits(
                        HttpSettings.MOST_CONNECTIONS,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
    }

    /// In bytes, unless a route takes more.
    public static final int MOST_BODY = 64 * 1024;

    private static final int MOST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 16 * 1024;
    private static final int MOST_STREAMS = 50;

    /// Further threads would only wait for database connections.
    private static final int THREADS = 32;

    /// Time for an HTTP/2 client to learn that no more requests are answered.
    private static final Duration GOODBYE = Duration.ofMillis(200);

    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final HttpSettings settings;
    private final InetSocketAddress listen;
    private final List<Routes> routes;
    private final ErrorPage errorPage;
    private final Limits limits;
    private final Connections connections;
    private final EventLoopGroup thread = thread();
    private @Nullable Server running;
    private @Nullable ServedCertificate certificate;

    /// @param settings must have an address to listen on
    public HttpServer(HttpSettings settings, List<Routes> routes, ErrorPage errorPage) {
        this(settings, routes, errorPage, Limits.USUAL);
    }

    HttpServer(HttpSettings settings, List<Routes> routes, ErrorPage errorPage, Limits limits) {
        this.settings = settings;
        this.listen = settings.listen().orElseThrow();
        this.routes = List.copyOf(routes);
        this.errorPage = errorPage;
        this.limits = limits;
        connections = new Connections(limits, settings);
    }

    /// The most connections that a server with these settings has at a time; 0 without an address.
    public static int most(HttpSettings settings) {
        return settings.listen().isEmpty() ? 0 : OpenFiles.forHttp(HttpSettings.MOST_CONNECTIONS);
    }

    /// Connections open now.
    int connections() {
        return connections.open();
    }

    /// Starts to listen.
    ///
    /// @return the port, also if the settings left it open
    /// @throws UncheckedIOException if listening on the address fails, or the certificate or key is
    ///   unusable
    public int start() {
        var server = build();
        try {
            server.start().join();
        } catch (CompletionException e) {
            server.close();
            var reason =
                    "can't listen on %s:%d for HTTP"
                            .formatted(listen.getAddress().getHostAddress(), listen.getPort());
            throw new UncheckedIOException(reason, new IOException(e.getCause()));
        }
        running = server;
        return server.activeLocalPort();
    }

    /// The server's address, such as `http://127.0.0.1:8080/`.
    public String address(int port) {
        var scheme = settings.encryption().tls().isPresent() ? "https" : "http";
        var place = listen.getAddress();
        var host = place.isAnyLocalAddress() ? "localhost" : place.getHostAddress();
        return "%s://%s:%d/".formatted(scheme, host.contains(":") ? "[" + host + "]" : host, port);
    }

    private Server build() {
        var headers = SecurityHeaders.of(settings);
        var builder = Server.builder();
        limit(builder, headers);
        builder.childChannelPipelineCustomizer(connections::opened);
        settings.encryption()
                .tls()
                .ifPresentOrElse(
                        tls -> secure(builder, tls),
                        () -> builder.port(listen, SessionProtocol.HTTP));
        builder.route()
                .get("/health")
                .head("/health")
                .build(
                        (_, _) ->
                                HttpResponse.of(
                                        HttpStatus.OK, MediaType.JSON, "{\"status\":\"ok\"}"));
        routes.forEach(route -> route.addTo(builder));
        builder.decorator(service -> new CrossSiteGuard(service, settings.publicUrl()));
        builder.decorator(connections::watched);
        try {
            return builder.build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw settings.encryption()
                    .tls()
                    .map(tls -> ServedCertificate.noUse(tls, e))
                    .orElseThrow(() -> e);
        }
    }

    private void limit(ServerBuilder builder, HttpHeaders headers) {
        builder.setHeaders(headers)
                .disableServerHeader()
                .errorHandler(
                        new Errors(
                                errorPage,
                                new ClientAddress(settings.clients().trustedProxies()),
                                headers))
                .clientAddressSources(List.of()) // see ClientAddress
                .maxNumConnections(OpenFiles.forHttp(limits.connections()))
                .maxRequestLength(MOST_BODY)
                .http1MaxInitialLineLength(MOST_LINE)
                .http1MaxHeaderSize(MOST_HEADERS)
                .http2MaxHeaderListSize(MOST_HEADERS)
                .http2MaxStreamsPerConnection(MOST_STREAMS)
                .requestTimeout(limits.requestTime())
                .idleTimeout(limits.idleTime())
                .unloggedExceptionsReportInterval(Duration.ZERO)
                .workerGroup(thread, true)
                .bossGroupFactory(_ -> thread) // a group of its own would delay the shutdown
                .blockingTaskExecutor(
                        BlockingTaskExecutor.builder()
                                .threadNamePrefix("http-work")
                                .numThreads(THREADS)
                                .build(),
                        true)
                .connectionDrainDuration(GOODBYE)
                .gracefulShutdownTimeout(Duration.ZERO, LAST_WORDS);
    }

    private static EventLoopGroup thread() {
        return EventLoopGroups.builder()
                .numThreads(1)
                .threadFactory(ThreadFactories.newThreadFactory("http", false))
                .gracefulShutdown(Duration.ZERO, LAST_WORDS)
                .build();
    }

    private void secure(ServerBuilder builder, HttpSettings.Tls tls) {
        var served = new ServedCertificate(tls);
        certificate = served;
        builder.tlsProvider(served)
                .tlsEngineType(TlsEngineType.JDK)
                .port(listen, SessionProtocol.HTTPS);
    }

    /// Serves a new certificate from now on. Whatever fails, the former one stays.
    ///
    /// @return false: it is the same, or the server was started without TLS
    /// @throws UncheckedIOException if the files can't be used
    public boolean renew(HttpSettings.Tls tls) {
        return certificate != null && certificate.renew(tls);
    }

    /// Whether the event loop does a task in time.
    public boolean turns(Duration patience) {
        try {
            return thread.submit(() -> {}).await(patience.toMillis());
        } catch (RejectedExecutionException _) {
            return false; // it has ended
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Accepts no more requests, and gives current ones a moment to finish.
    @Override
    public void close() {
        if (running != null) running.close();
    }
}
