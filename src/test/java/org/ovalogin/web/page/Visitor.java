package org.ovalogin.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.ovalogin.browser.PageServer;
import org.ovalogin.web.http.PlainClient;

/// A browser without a screen. Keeps cookies and follows no redirect by itself.
public final class Visitor implements AutoCloseable {
    private static final String BOUNDARY = "----between-parts-7391";

    private final HttpClient client =
            PlainClient.builder().cookieHandler(new CookieManager()).build();
    private final PageServer server;
    private String csrf = "";

    private Visitor(PageServer server) {
        this.server = server;
    }

    public static Visitor at(PageServer server) {
        return new Visitor(server);
    }

    public static Visitor signedIn(PageServer server, String account) {
        var visitor = at(server);
        var answer =
                visitor.post(
                        "/signin",
                        Map.of("name", account, "password", PageServer.PASSWORD, "to", "/"));
        assertThat(answer.status()).as("signed in as " + account).isEqualTo(303);
        visitor.csrf = visitor.get("/account").page().select("[name=csrf]").attr("value");
        assertThat(visitor.csrf).isNotEmpty();
        return visitor;
    }

    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {
        public Document page() {
            return Jsoup.parse(body);
        }

        public String text(String selector) {
            return page().select(selector).text();
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /// Sends a form of the session, including its token.
    public Answer submit(String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("csrf", csrf);
        return post(path, all);
    }

    public Answer post(String path, Map<String, String> fields, String... headers) {
        var body =
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                request(path, headers)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    /// Sends a form with a file, as `multipart/form-data`. The session's token goes with it unless
    /// the fields have one.
    public Answer upload(String path, Map<String, String> fields, String fileName, byte[] file) {
        var all = new HashMap<>(Map.of("csrf", csrf));
        all.putAll(fields);
        var body = new ByteArrayOutputStream();
        all.forEach((name, text) -> part(body, "name=\"" + name + "\"", text.getBytes(UTF_8)));
        if (!fileName.isEmpty()) part(body, "name=\"file\"; filename=\"" + fileName + "\"", file);
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
                        .formatted(BOUNDARY, disposition)
                        .getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(UTF_8));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(server.address + path))
                        .header("Accept", "text/html")
                        .header("Accept-Language", "en");
        if (headers.length > 0) request.headers(headers);
        // as browsers do, unless the test omits it
        else request.header("Sec-Fetch-Site", "same-origin");
        return request;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
