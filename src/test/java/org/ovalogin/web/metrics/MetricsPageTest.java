package org.ovalogin.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.PlainClient;
import org.ovalogin.web.http.TryHttp;

class MetricsPageTest {
    @TempDir private Path folder;
    private Site site;
    private final Metrics metrics = new Metrics();
    private final HttpClient client = PlainClient.make();
    private Optional<HttpServer> server = Optional.empty();
    private int port;

    @BeforeEach
    void open() {
        site = Site.with(folder, _ -> {});
        start(List.of());
    }

    private void start(List<String> proxies) {
        start(proxies, false);
    }

    private void start(List<String> proxies, boolean published) {
        server.ifPresent(HttpServer::close);
        var settings = new TryHttp().openly().trusting(proxies).build();
        var page = new MetricsPage(metrics, site.administration.tokens(), proxies, published);
        server =
                Optional.of(
                        new HttpServer(settings, List.of(page), (_, problem) -> problem.detail()));
        port = server.get().start();
    }

    @AfterEach
    void close() {
        client.close(); // first: the server waits a second for a connection that somebody holds
        server.ifPresent(HttpServer::close);
        metrics.close();
        site.close();
    }

    private HttpResponse<String> scrape(InetAddress host, String... headers)
            throws IOException, InterruptedException {
        var place = URI.create("http://" + host.getHostAddress() + ":" + port + "/metrics");
        var request = HttpRequest.newBuilder(place);
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> fromHere(String... headers)
            throws IOException, InterruptedException {
        return scrape(InetAddress.getLoopbackAddress(), headers);
    }

    /// From this host, but seen as coming from the network.
    private HttpResponse<String> fromElsewhere(String... headers)
            throws IOException, InterruptedException {
        var outward =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
                        .findFirst();
        assumeThat(outward).as("an address that is no loopback one").isPresent();
        return scrape(outward.orElseThrow(), headers);
    }

    private String token(Role role) {
        var account =
                site.administration
                        .accounts()
                        .add(
                                "scraper",
                                new AccountDetails(role, Optional.empty(), Optional.empty(), true),
                                Password.of("correct horse battery"),
                                Site.ADMINISTRATOR);
        return site.administration
                .tokens()
                .issue(account, "test", Optional.empty(), 1, Site.ADMINISTRATOR)
                .secret();
    }

    @Test
    void thisHostNeedsNoToken() throws Exception {
        var answer = fromHere();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("text/plain")
                .contains("version=0.0.4");
        assertThat(answer.body())
                .contains("# HELP ova_calls_started_total ", "\nova_calls_started_total 0.0\n")
                .contains("jvm_memory_used_bytes", "process_files_open_files");
    }

    @Test
    void aPublishedServerWantsOneFromThisHostTooSinceAProxyMayNotTell() throws Exception {
        start(List.of(), true);
        assertThat(fromHere().statusCode()).isEqualTo(401);
        assertThat(fromHere("Authorization", "Bearer " + token(Role.AUDITOR)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherHostNeedsOne() throws Exception {
        var answer = fromElsewhere();
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate").orElse(""))
                .startsWith("Bearer ");
        assertThat(answer.body()).doesNotContain("ova_", "jvm_");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aTokenOfAnyRoleWillDo(Role role) throws Exception {
        assertThat(fromElsewhere("Authorization", "Bearer " + token(role)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ova_wrong", "Bearer ", "Basic c2NyYXBlcjpw", "ova_wrong"})
    void nothingElseWill(String authorization) throws Exception {
        assertThat(fromElsewhere("Authorization", authorization).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenTakenBackIsNone() throws Exception {
        var token = token(Role.AUDITOR);
        var id = site.administration.tokens().all(Site.ADMINISTRATOR).getFirst().id().toString();
        site.administration.tokens().remove(id, Site.ADMINISTRATOR);
        assertThat(fromElsewhere("Authorization", "Bearer " + token).statusCode()).isEqualTo(401);
    }

    /// A proxy on this host forwards the whole world, whether or not the settings name it.
    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"})
    void whoeverComesThroughAProxyIsNotOfThisHost(String header) throws Exception {
        assertThat(fromHere(header, "127.0.0.1").statusCode()).isEqualTo(401);
    }

    @Test
    void aTrustedProxyIsNotOfThisHostWhateverItSays() throws Exception {
        start(List.of("127.0.0.0/8"));
        assertThat(fromHere().statusCode()).isEqualTo(401);
        assertThat(fromHere("X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(401);
        assertThat(fromHere("Authorization", "Bearer " + token(Role.AUDITOR)).statusCode())
                .isEqualTo(200);
    }

    /// The request that another site's page makes a browser send under that site's name.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.1",
                "2130706433",
                "0.0.0.0",
                "[::]",
                "localhost.",
                "localhost@evil.example",
                "evil.example#localhost",
                "",
                "10.0.0.1",
                "[::1",
                "::1"
            })
    void anotherNameThanThisHostsNeedsAToken(String host) throws Exception {
        assertThat(asked(host, "")).doesNotStartWith("HTTP/1.1 200");
        if (host.matches("[a-z.0-9:]+") && !host.equals("::1"))
            assertThat(asked(host, "Authorization: Bearer " + token(Role.AUDITOR) + "\r\n"))
                    .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:9",
                "127.0.0.1:8080",
                "127.9.9.9",
                "[::1]",
                "[::1]:80"
            })
    void itsOwnNamesNeedNone(String host) throws Exception {
        assertThat(asked(host, "")).startsWith("HTTP/1.1 200");
    }

    private String asked(String host, String headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            var request = "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1);
            return String.valueOf(new BufferedReader(in).readLine());
        }
    }

    @Test
    void nobodyIsOfThisHostBecauseOfAHeader() throws Exception {
        assertThat(fromElsewhere("X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(401);
    }

    /// Requests are counted, even those to unknown addresses, without their paths.
    @Test
    void requestsWhileAPinIsTypedAreNotCounted() throws Exception {
        for (var path : new String[] {"/mailboxes/x/pin/check", "/counted"})
            client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Sec-Fetch-Site", "same-origin")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
        var counted = "ova_http_requests_seconds_count{method=\"post\",status=\"4xx\"}";
        await().until(() -> fromHere().body().contains(counted));
        assertThat(new Scrape(fromHere().body()).value(counted)).isOne();
    }

    @Test
    void requestsAreCountedWithoutTheirPaths() throws Exception {
        var nowhere = URI.create("http://127.0.0.1:" + port + "/tonysmith?x=51234");
        client.send(HttpRequest.newBuilder(nowhere).build(), BodyHandlers.discarding());
        var counted = "ova_http_requests_seconds_count{method=\"get\",status=\"4xx\"}";
        await().until(() -> fromHere().body().contains(counted));
        var scrape = new Scrape(fromHere().body());
        assertThat(scrape.value(counted)).isOne();
        assertThat(scrape.withoutValues()).doesNotContain("tonysmith", "51234");
    }
}
