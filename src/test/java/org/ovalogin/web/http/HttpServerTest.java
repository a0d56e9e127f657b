package org.ovalogin.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.notify.mail.TestCertificate;
import org.ovalogin.web.http.HttpServer.Limits;

class HttpServerTest {
    private static final String SECRET = "s3cret-of-the-cause";

    private static final Limits AMPLE =
            new Limits(100, Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir private static Path shared;
    private static HttpServer sharedServer;
    private static int sharedPort;
    private static final HttpClient SHARED_CLIENT = PlainClient.make();

    @TempDir private Path folder;

    private final TryHttp settings = new TryHttp();
    private HttpClient client = SHARED_CLIENT;
    private Limits limits = AMPLE;
    private Optional<HttpServer> own = Optional.empty();
    private String place = "";
    private int port;

    /// One server for all tests without special settings or limits.
    @BeforeAll
    static void startShared() {
        var settings = new TryHttp();
        settings.publicUrl = Optional.of(URI.create("https://voicemail.contoso.com"));
        sharedServer = server(settings, AMPLE);
        sharedPort = sharedServer.start();
    }

    @AfterAll
    static void stopShared() {
        SHARED_CLIENT.close();
        sharedServer.close();
    }

    @BeforeEach
    void useShared() {
        port = sharedPort;
        place = sharedServer.address(port);
    }

    @AfterEach
    void stopOwn() {
        own.ifPresent(HttpServer::close);
    }

    private void startOwn() {
        var server = server(settings, limits);
        own = Optional.of(server);
        port = server.start();
        place = server.address(port);
    }

    private static HttpServer server(TryHttp settings, Limits limits) {
        return new HttpServer(
                settings.build(),
                List.of(HttpServerTest::addRoutes, files()),
                (_, problem) -> "<p>" + problem.detail() + "</p>",
                limits);
    }

    private static StaticFiles files() {
        try {
            var style = Files.writeString(shared.resolve("app.css"), "p { margin: 0 }");
            return new StaticFiles(Map.of("app.css", style.toUri().toURL()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addRoutes(ServerBuilder builder) {
        builder.service(
                "/echo",
                Handler.service(
                        (_, request) ->
                                com.linecorp.armeria.common.HttpResponse.of(
                                        Thread.currentThread().getName()
                                                + " "
                                                + request.content().length())));
        builder.service(
                "/fails",
                Handler.service(
                        (_, _) -> {
                            throw new IllegalStateException(SECRET);
                        }));
        builder.service(
                "/refuses",
                Handler.service(
                        (_, _) -> {
                            throw Problem.of(HttpStatus.CONFLICT, "Taken.")
                                    .withHint("Take another.")
                                    .exception();
                        }));
        builder.service(
                "/own-headers",
                (_, _) ->
                        com.linecorp.armeria.common.HttpResponse.of(
                                ResponseHeaders.of(
                                        HttpStatus.OK,
                                        HttpHeaderNames.REFERRER_POLICY,
                                        "no-referrer")));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(place).resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The server's whole answer to bytes that no client library sends.
    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private String statusLine(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            var reader = new InputStreamReader(socket.getInputStream(), ISO_8859_1);
            return String.valueOf(new BufferedReader(reader).readLine());
        }
    }

    @Test
    void answersItsHealth() {
        var health = send(to("/health"));
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void waitsOnThreadsOfTheirOwn() {
        assertThat(send(to("/echo").POST(BodyPublishers.ofString("12345"))).body())
                .startsWith("http-work-")
                .endsWith(" 5");
    }

    @Test
    void stopsWithinSecondsAndIsGone() {
        startOwn();
        send(to("/health"));
        var begin = System.nanoTime();
        own.orElseThrow().close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThatThrownBy(() -> send(to("/health"))).isInstanceOf(UncheckedIOException.class);
    }

    @Nested
    class Headers {
        @ParameterizedTest
        @ValueSource(strings = {"/health", "/nowhere", "/fails", "/refuses"})
        void areOnEveryAnswer(String path) {
            var headers = send(to(path)).headers();
            assertThat(headers.firstValue("content-security-policy"))
                    .hasValueSatisfying(
                            policy ->
                                    assertThat(policy)
                                            .startsWith("default-src 'none'; ")
                                            .contains(
                                                    "script-src 'self';", "frame-ancestors 'none'")
                                            .doesNotContain("unsafe"));
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("referrer-policy")).contains("same-origin");
            assertThat(headers.firstValue("cache-control")).contains("no-store");
            assertThat(headers.firstValue("permissions-policy")).isPresent();
            assertThat(headers.firstValue("server")).isEmpty();
            assertThat(headers.firstValue("strict-transport-security")).isEmpty();
        }

        @Test
        void areOnTheAnswerToARequestThatIsNone() throws IOException {
            assertThat(raw("GET / HTTP/1.1\r\nContent-Length: -1\r\nHost: a\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("content-security-policy: default-src 'none'")
                    .contains("cache-control: no-store");
        }

        @Test
        void giveWayToARoutesOwn() {
            assertThat(send(to("/own-headers")).headers().allValues("referrer-policy"))
                    .containsExactly("no-referrer");
        }
    }

    @Nested
    class Faults {
        @Test
        void sayNothingOfTheirCause() {
            var answer = send(to("/fails"));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("\"status\":500").doesNotContain(SECRET);
        }

        @Test
        void areProblemsForPrograms() {
            var answer = send(to("/refuses"));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.headers().firstValue("content-type"))
                    .contains("application/problem+json");
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,\"detail\":\"Taken.\",\"hint\":\"Take another.\"}");
        }

        @Test
        void arePagesForBrowsers() {
            var answer = send(to("/nowhere").header("Accept", "text/html,*/*;q=0.8"));
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("<p>There is nothing at this address.</p>");
            assertThat(send(to("/api/v1/x").header("Accept", "text/html")).body()).startsWith("{");
        }
    }

    @Nested
    class Limited {
        @Test
        void isTheBody() {
            var full = BodyPublishers.ofByteArray(new byte[64 * 1024]);
            assertThat(send(to("/echo").POST(full)).statusCode()).isEqualTo(200);
            var over = BodyPublishers.ofByteArray(new byte[64 * 1024 + 1]);
            assertThat(send(to("/echo").POST(over)).statusCode()).isEqualTo(413);
        }

        @Test
        void areHeadersAndTheAddress() throws IOException {
            var host = "\r\nHost: a\r\n";
            assertThat(raw("GET /" + "a".repeat(9_000) + " HTTP/1.1" + host + "\r\n"))
                    .startsWith("HTTP/1.1 414 ");
            assertThat(raw("GET / HTTP/1.1" + host + "X: " + "a".repeat(17_000) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431 ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET / HTTP/1.1\r\nHost: a\r\nX y\r\n\r\n",
                    "\u0016\u0003\u0001\u0002\r\n\r\n",
                    "GET\r\n\r\n",
                    "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                    "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"
                })
        void malformedRequestsAreRefusedAndTheConnectionClosed(String request) throws IOException {
            assertThat(raw(request)).startsWith("HTTP/1.1 400 ");
            assertThat(send(to("/health")).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "GET /health HT", "GET /health HTTP/1.1\r\nHost: a\r\n"})
        void aClientThatDoesNotFinishIsDropped(String beginning) throws IOException {
            limits = new Limits(20, Duration.ofMillis(300), Duration.ofMillis(300));
            startOwn();
            raw(beginning); // returns; a stuck server would cause a time-out
        }

        @Test
        void aBodyThatDoesNotArriveIsNotWaitedFor() throws IOException {
            limits = new Limits(20, Duration.ofMillis(300), Duration.ofMillis(300));
            startOwn();
            assertThat(raw("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"))
                    .startsWith("HTTP/1.1 408 ");
        }

        @Test
        void isTheNumberOfConnections() throws IOException {
            limits = new Limits(1, Duration.ofSeconds(20), Duration.ofSeconds(20));
            startOwn();
            assertThat(send(to("/health")).statusCode())
                    .isEqualTo(200); // the client keeps the connection
            assertThatThrownBy(() -> assertThat(raw("GET / HTTP/1.1\r\n")).isNotEmpty())
                    .isInstanceOfAny(IOException.class, AssertionError.class);
            assertThat(send(to("/health")).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class StaticOnes {
        @Test
        void areKeptByBrowsers() {
            var path = files().path("app.css");
            var answer = send(to(path));
            assertThat(answer.body()).isEqualTo("p { margin: 0 }");
            assertThat(answer.headers().firstValue("content-type"))
                    .contains("text/css; charset=utf-8");
            assertThat(answer.headers().allValues("cache-control"))
                    .containsExactly("public, max-age=31536000, immutable");
            var tag = answer.headers().firstValue("etag").orElseThrow();
            assertThat(send(to(path).header("If-None-Match", tag)).statusCode()).isEqualTo(304);
        }

        @Test
        void areCompressedWhereThatIsTaken() {
            assertThat(
                            send(to(files().path("app.css")).header("Accept-Encoding", "gzip"))
                                    .headers()
                                    .firstValue("content-encoding"))
                    .contains("gzip");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/static/0000000000000000/app.css",
                    "%s/../../../etc/passwd",
                    "%s/..%%2f..%%2f..%%2fetc/passwd",
                    "/static/..;/app.css",
                    "/static//etc/passwd",
                    "/static/%%2e%%2e/%%2e%%2e/etc/passwd",
                    "/static/",
                    "%s/",
                    "%s%%00",
                    "/static/..\\..\\etc\\passwd"
                })
        void areTheOnlyOnes(String path) throws IOException {
            var target = path.formatted(files().path("app.css"));
            assertThat(statusLine("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .matches("HTTP/1\\.1 40[04] .*");
        }
    }

    @Nested
    class FromAnotherSite {
        @ParameterizedTest
        @CsvSource({
            "Sec-Fetch-Site, cross-site, 403",
            "Sec-Fetch-Site, same-site, 403",
            "Sec-Fetch-Site, same-origin, 200",
            "Sec-Fetch-Site, none, 200",
            "Origin, https://evil.example, 403",
            "Origin, null, 403",
            "Origin, PLACE, 200",
            "Origin, https://voicemail.contoso.com, 200",
            "Cookie, session=abc, 403",
            "X-Nothing, x, 200",
        })
        void nothingIsChanged(String header, String value, int status) {
            var own = place.substring(0, place.length() - 1);
            var request = to("/echo").header(header, value.replace("PLACE", own));
            assertThat(send(request.POST(BodyPublishers.ofString("x"))).statusCode())
                    .isEqualTo(status);
        }

        @Test
        void pagesMayBeLinkedTo() {
            assertThat(send(to("/health").header("Sec-Fetch-Site", "cross-site")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    class WithTls {
        @Test
        void theCertificateIsShownAndBrowsersAreToldToStayWithIt() {
            var certificate = TestCertificate.of("localhost", folder);
            settings.tls =
                    HttpSettings.Tls.of(
                            certificate.certificate().toString(), certificate.key().toString());
            client = HttpClient.newBuilder().sslContext(certificate.trusted()).build();
            startOwn();
            place = "https://localhost:" + port + "/";
            var answer = send(to("/health"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.headers().firstValue("strict-transport-security"))
                    .contains("max-age=15768000");
        }

        @Test
        void plainHttpIsNotAnswered() throws IOException {
            var certificate = TestCertificate.of("localhost", folder);
            settings.tls =
                    HttpSettings.Tls.of(
                            certificate.certificate().toString(), certificate.key().toString());
            startOwn();
            assertThat(raw("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")).doesNotContain("HTTP/1.1");
        }

        @Test
        void aFileThatIsNoKeyIsRefusedWithoutQuotingIt() throws IOException {
            var certificate = TestCertificate.of("localhost", folder);
            Files.writeString(certificate.key(), SECRET);
            settings.tls =
                    Optional.of(
                            new HttpSettings.Tls(
                                    certificate.certificate(), folder.resolve("PRIVATE-KEY.pem")));
            assertThatThrownBy(HttpServerTest.this::startOwn)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("can't use the certificate '")
                    .satisfies(
                            e ->
                                    assertThat(Objects.requireNonNull(e.getCause()).toString())
                                            .doesNotContain(SECRET));
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.listen =
                    Optional.of(
                            new InetSocketAddress(taken.getInetAddress(), taken.getLocalPort()));
            assertThatThrownBy(this::startOwn)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("can't listen on 127.0.0.1:%d for HTTP", taken.getLocalPort())
                    .hasRootCauseInstanceOf(IOException.class);
        }
    }
}
