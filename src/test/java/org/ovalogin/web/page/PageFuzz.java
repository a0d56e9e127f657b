package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.browser.PageServer;
import org.ovalogin.web.http.PlainClient;
import org.ovalogin.web.http.TryHttp;
import org.slf4j.LoggerFactory;

/// Whatever a browser sends, for an administrator or for nobody, is answered. Nothing fails, and no
/// page contains anything that runs.
class PageFuzz {
    /// Bounds the time to the end of an answer, on a loaded machine.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /// Stands for the mailbox in paths.
    private static final String MAILBOX = "MAILBOX";

    /// Attributes whose values are addresses that a browser may visit.
    private static final Set<String> ADDRESSES =
            Set.of("href", "src", "action", "formaction", "hx-get");

    @TempDir static Path folder;
    private static PageServer server;
    private static String cookie = "";
    private static String csrf = "";
    private static String mailbox = "";
    private static final HttpClient CLIENT = PlainClient.make();
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    @BeforeAll
    static void serve() {
        server = PageServer.settled(folder, new TryHttp().publicUrl("http://127.0.0.1:9").build());
        mailbox = server.site.guid().toString();
        comeIn();
        LOG.start();
        log().addAppender(LOG);
    }

    /// Bypasses the sign-in, which is slow after many failures.
    private static void comeIn() {
        cookie = "session=" + server.session(PageServer.ADMINISTRATOR);
        var page = Jsoup.parse(send(request("/account").orElseThrow()).body());
        csrf = page.select("[name=csrf]").attr("value");
        assertThat(csrf).isNotEmpty();
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger("org.ovalogin");
    }

    @AfterAll
    static void stop() {
        log().detachAppender(LOG);
        CLIENT.close();
        server.close();
    }

    /// The first line has the path, and after tabs headers. The rest is the form; without one, the
    /// page is read.
    @FuzzTest
    @DictionaryEntries({
        "%3Cscript%3E",
        "%22+onload%3D",
        "javascript%3A",
        "%0D%0A",
        "%00",
        "&name=",
        "\tAccept-Language:de-dd-dd-dd-dd",
        "\tCookie:a=b; a=b; a=b"
    })
    void forms(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var end = text.indexOf('\n');
        var request = request(end < 0 ? text : text.substring(0, end));
        if (request.isEmpty()) return;
        var form = end < 0 ? "" : text.substring(end + 1) + "&csrf=" + csrf;
        if (!form.isEmpty())
            request.get()
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form, StandardCharsets.ISO_8859_1));
        var begin = System.nanoTime();
        var answer = send(request.get());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 499);
        assertThat(header(answer, "content-security-policy")).startsWith("default-src 'none'");
        assertThat(header(answer, "location")).doesNotMatch("(?s)(//|[^/]).*");
        harmless(Jsoup.parse(answer.body()));
        assertThat(LOG.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
        // the input has signed out or changed its own account's password
        if (header(answer, "location").startsWith("/signin")) comeIn();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static Optional<HttpRequest.Builder> request(String line) {
        var parts = line.split("\t", -1);
        if (!parts[0].startsWith("/")) return Optional.empty(); // would continue the port
        try {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(server.address + parts[0].replace(MAILBOX, mailbox)))
                            .version(HttpClient.Version.HTTP_1_1)
                            .timeout(Duration.ofSeconds(20))
                            .header("Accept", "text/html")
                            .header("Sec-Fetch-Site", "same-origin")
                            .header("Cookie", cookie);
            for (var i = 1; i < parts.length; i++) {
                var header = parts[i].split(":", 2);
                if (header.length == 2) request.header(header[0], header[1]);
            }
            return Optional.of(request);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not a path, or not a header
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void harmless(Document page) {
        assertThat(page.select("script:not([src^=/static/]), img, iframe, object, style, base"))
                .isEmpty();
        assertThat(page.getAllElements())
                .flatExtracting(element -> element.attributes().asList())
                .noneMatch(PageFuzz::runs);
    }

    private static boolean runs(Attribute attribute) {
        if (attribute.getKey().startsWith("on")) return true;
        return ADDRESSES.contains(attribute.getKey())
                && attribute.getValue().strip().startsWith("javascript:");
    }
}
