package org.ovalogin.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.web.http.HttpServer.Limits;

/// A client that makes no progress loses its connection, however slowly it sends, pings or reads.
class ConnectionsTest {
    private static final Duration TIME = Duration.ofMillis(600);

    private final TryHttp settings = new TryHttp();
    private final List<Socket> sockets = new ArrayList<>();
    private final ScheduledExecutorService dripping = Executors.newScheduledThreadPool(1);
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() {
        serve();
    }

    private void serve() {
        if (server != null) server.close();
        server =
                new HttpServer(
                        settings.build(),
                        List.of(ConnectionsTest::addRoutes),
                        (_, problem) -> problem.detail(),
                        new Limits(200, TIME, TIME));
        port = server.start();
    }

    private static void addRoutes(ServerBuilder builder) {
        builder.service("/echo", Handler.service((_, request) -> HttpResponse.of(HttpStatus.OK)));
        builder.service(
                "/large",
                Handler.service(
                        (_, _) ->
                                HttpResponse.of(
                                        HttpStatus.OK,
                                        MediaType.OCTET_STREAM,
                                        HttpData.wrap(new byte[64 << 20]))));
        builder.service(
                "/stream",
                (context, _) -> {
                    context.clearRequestTimeout();
                    var response = HttpResponse.streaming();
                    response.write(com.linecorp.armeria.common.ResponseHeaders.of(HttpStatus.OK));
                    response.write(HttpData.ofUtf8("x"));
                    return response;
                });
    }

    @AfterEach
    void stop() throws IOException {
        dripping.shutdownNow();
        for (var socket : sockets) socket.close();
        server.close();
    }

    private Socket open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        sockets.add(socket);
        return socket;
    }

    private Socket open(String beginning) throws IOException {
        var socket = open();
        socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
        return socket;
    }

    /// Sends a byte every few milliseconds until the server has closed.
    private void drip(Socket socket, byte[] bytes) {
        var next = new int[1];
        var _ =
                dripping.scheduleAtFixedRate(
                        () -> {
                            try {
                                socket.getOutputStream().write(bytes[next[0]++ % bytes.length]);
                            } catch (IOException e) {
                                throw new IllegalStateException(e); // no more bytes
                            }
                        },
                        20,
                        20,
                        TimeUnit.MILLISECONDS);
    }

    /// Reads to the end of the connection, and waits for it.
    private static String read(Socket socket) throws IOException {
        var text = new StringBuilder();
        try {
            for (var b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read())
                text.append((char) b);
        } catch (java.net.SocketException e) {
            // reset, since the test still sends
        }
        return text.toString();
    }

    @Test
    void aBodyThatComesByteByByteEndsWithItsConnection() throws IOException {
        var socket = open("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\nab");
        drip(socket, "a".getBytes(ISO_8859_1));
        assertThat(read(socket))
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("connection: close");
    }

    /// An immediate answer leaves a body that nobody reads.
    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/health", "/stream/no", "/echo"})
    void soDoesOneThatIsNotWantedAndComesInChunks(String path) throws IOException {
        var socket =
                open("POST " + path + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        drip(socket, "1\r\na\r\n".getBytes(ISO_8859_1));
        assertThat(read(socket)).startsWith("HTTP/1.1 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /health HTTP/1.1\r\nX: "})
    void soDoesAHeadThatNeverEnds(String beginning) throws IOException {
        var socket = open(beginning);
        drip(socket, beginning.isEmpty() ? "\r\n".getBytes(ISO_8859_1) : "a".getBytes(ISO_8859_1));
        assertThat(read(socket)).doesNotContain("200");
    }

    /// HTTP/2: preface, empty settings, then pings.
    @Test
    void soDoOneWithPingsAlone() throws IOException {
        var socket = open("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
        var ping = new byte[17];
        ping[2] = 8;
        ping[3] = 6;
        drip(socket, ping);
        read(socket);
    }

    @Test
    void soDoesOneThatDoesNotRead() throws IOException {
        var socket = open("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        await().until(() -> server.connections() == 0);
        assertThat(read(socket).length()).isLessThan(64 << 20);
    }

    @Test
    void aStreamGoesOn() throws IOException {
        var socket = open("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
        await().pollDelay(TIME.multipliedBy(4)).until(() -> server.connections() == 1);
        socket.close();
    }

    @Test
    void aClientThatAsksAgainStays() throws IOException {
        var socket = open();
        for (var i = 0; i < 6; i++) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
            await().pollDelay(TIME.dividedBy(2))
                    .until(() -> socket.getInputStream().available() > 0);
            socket.getInputStream().skipNBytes(socket.getInputStream().available());
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void anAddressHasSomeAndNoMore() throws IOException {
        settings.connectionsPerAddress = 3;
        serve();
        for (var i = 0; i < 3; i++) open();
        await().until(() -> server.connections() == 3);
        assertThat(read(open("GET /health HTTP/1.1\r\nHost: a\r\n\r\n"))).isEmpty();
        sockets.getFirst().close();
        await().until(() -> read(open("GET /health HTTP/1.0\r\n\r\n")).contains("200"));
    }

    @Test
    void aTrustedProxyHasAnyNumber() throws IOException {
        settings.connectionsPerAddress = 3;
        settings.trustedProxies = List.of("127.0.0.0/8", "::1");
        serve();
        for (var i = 0; i < 20; i++) open();
        await().until(() -> server.connections() == 20);
    }
}
