package org.ovalogin.web.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;

/// No header, query, cookie or field costs more time than its length allows, whatever it contains.
/// One thread answers for everybody.
class CostlyRequestsTest {
    /// Allows for a loaded machine; a bad request took minutes.
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final int LONGEST_HEADER = 15_000;
    private static final int LONGEST_QUERY = 7_000;

    private static final List<String> HEADERS =
            List.of(
                    "Accept",
                    "Accept-Charset",
                    "Accept-Encoding",
                    "Accept-Language",
                    "Authorization",
                    "Connection",
                    "Content-Length",
                    "Content-Type",
                    "Cookie",
                    "Date",
                    "Expect",
                    "Forwarded",
                    "Host",
                    "HX-Request",
                    "If-Match",
                    "If-Modified-Since",
                    "If-None-Match",
                    "If-Range",
                    "Keep-Alive",
                    "Last-Event-ID",
                    "Origin",
                    "Range",
                    "Referer",
                    "Sec-Fetch-Site",
                    "TE",
                    "Trailer",
                    "Transfer-Encoding",
                    "Upgrade",
                    "User-Agent",
                    "Via",
                    "X-Forwarded-For",
                    "X-Forwarded-Proto");

    /// A part to be repeated, and the text after it.
    private static final List<String> SHAPES =
            List.of(
                    "-dd",
                    "de-dd-",
                    "a,",
                    "a;q=0.1,",
                    "a=b; ",
                    "a/b;c=d,",
                    ",",
                    ";",
                    "=",
                    "[",
                    "(",
                    "1",
                    "9.",
                    "%2f",
                    "%25",
                    "%",
                    "/../",
                    "//",
                    "../",
                    "\"",
                    "\\",
                    " ",
                    "\t",
                    "a ",
                    "{",
                    "*/*,",
                    "bytes=0-1,",
                    "W/\"x\",",
                    "127.0.0.1,",
                    "[::1]:1,",
                    "::",
                    "é",
                    "-");

    @TempDir static Path folder;
    private static PageServer server;

    @BeforeAll
    static void start() {
        server = PageServer.settled(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<String> headers() {
        return HEADERS.stream();
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderOfAnyShape(String header) throws IOException {
        for (var path : List.of("/signin", "/nowhere"))
            for (var shape : SHAPES)
                for (var begin : List.of("", "de"))
                    answered(
                            "GET %s HTTP/1.1\r\n%s%s: %s\r\nAccept: text/html\r\n\r\n"
                                    .formatted(
                                            path,
                                            header.equals("Host") ? "" : "Host: a\r\n",
                                            header,
                                            begin + filled(shape, LONGEST_HEADER)));
    }

    /// Each part is short.
    @Test
    void manyHeaders() throws IOException {
        for (var header : HEADERS)
            answered(
                    "GET /nowhere HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n"
                            + filled(header + ": de-a,b\r\n", LONGEST_HEADER)
                            + "\r\n");
        var different = new StringBuilder();
        for (var i = 0; different.length() < LONGEST_HEADER; i++)
            different.append('h').append(Integer.toHexString(i)).append(":\r\n");
        answered("GET /nowhere HTTP/1.1\r\nHost: a\r\n" + different + "\r\n");
    }

    @Test
    void aPathOrQueryOfAnyShape() throws IOException {
        for (var shape : SHAPES) {
            var text =
                    filled(shape.strip().isEmpty() ? "+" : shape.replace(" ", "+"), LONGEST_QUERY);
            for (var path : List.of("/", "/nowhere/", "/signin?to=", "/?lang=", "/?lang=fr&x="))
                answered(
                        "GET " + path + text + " HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "password", "to", "x"})
    void aFieldOfAnyShape(String field) throws IOException {
        for (var shape : SHAPES) {
            var body = field + "=" + filled(shape, 60_000);
            answered(form(body));
        }
        answered(form(filled(field + "=1&", 60_000)));
    }

    private static String form(String body) {
        return "POST /signin HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private static String filled(String shape, int length) {
        return shape.repeat(length / shape.length());
    }

    private static void answered(String request) throws IOException {
        var begin = System.nanoTime();
        var place = URI.create(server.address);
        try (var socket = new Socket(place.getHost(), place.getPort())) {
            socket.setSoTimeout((int) LONGEST.toMillis());
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            var answer = new InputStreamReader(socket.getInputStream(), ISO_8859_1);
            var name = request.substring(0, Math.min(200, request.length()));
            assertThat(new BufferedReader(answer).readLine()).as(name).startsWith("HTTP/1.1 ");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(name).isLessThan(LONGEST);
        }
    }
}
