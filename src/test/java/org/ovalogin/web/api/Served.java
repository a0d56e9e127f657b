package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.ServerState;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.pin.Password;
import org.ovalogin.web.http.ClientAddress;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.PlainClient;
import org.ovalogin.web.http.TryHttp;

/// The interface over a real server and database, with a client.
final class Served implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    private static final ObjectMapper JSON = new ObjectMapper();

    final Site site;
    final int port;
    private final HttpServer server;
    private final HttpClient client = PlainClient.make();

    /// An answer with its JSON, which may be missing.
    record Answer(HttpResponse<String> response, JsonNode json) {
        int status() {
            return response.statusCode();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /// The code of the first error.
        String code() {
            return json.at("/errors/0/code").asText();
        }
    }

    private Served(Site site) {
        this.site = site;
        var api =
                new Api(
                        site.administration,
                        site.overviews(ServerState.NONE),
                        new ClientAddress(List.of()),
                        Duration.ofMillis(20));
        server = new HttpServer(TryHttp.settings(), List.of(api), (_, problem) -> problem.detail());
        port = server.start();
    }

    static Served in(Path folder) {
        return new Served(Site.with(folder, _ -> {}));
    }

    Account account(String name, Role role) {
        return site.administration
                .accounts()
                .add(
                        name,
                        new AccountDetails(role, Optional.empty(), Optional.empty(), true),
                        Password.of(PASSWORD),
                        Site.ADMINISTRATOR);
    }

    /// A token of an account, valid for a day.
    String token(Account account) {
        return site.administration
                .tokens()
                .issue(account, "test", Optional.empty(), 1, Site.ADMINISTRATOR)
                .secret();
    }

    /// A token of a new account.
    String token(String name, Role role) {
        return token(account(name, role));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + Api.BASE + path))
                .timeout(Duration.ofSeconds(20));
    }

    static HttpRequest.Builder with(HttpRequest.Builder request, String token) {
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private Answer send(HttpRequest.Builder request, HttpResponse.BodyHandler<String> handler) {
        try {
            var response = client.send(request.build(), handler);
            return new Answer(response, json(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) throws IOException {
        return text.startsWith("{") ? JSON.readTree(text) : MissingNode.getInstance();
    }

    /// @param body empty: none
    Answer send(String token, String method, String path, String body) {
        var request = with(to(path), token);
        if (body.isEmpty()) return send(request.method(method, BodyPublishers.noBody()));
        return send(
                request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    HttpClient client() {
        return client;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    void stop() {
        server.close();
    }

    @Override
    public void close() {
        // First: the server waits a second for a connection that somebody holds. Streams are open.
        client.shutdownNow();
        client.close();
        server.close();
        site.close();
    }
}
