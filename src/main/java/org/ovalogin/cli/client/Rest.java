package org.ovalogin.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.ShellException.Kind;

/// The server's REST API. Follows no redirection: that would carry the token elsewhere.
public final class Rest implements Server {
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CONNECTING = Duration.ofSeconds(10);

    /// Longer than a request may wait in the server's queue for hashing.
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    /// Bytes of a `char` in UTF-8.
    private static final int MOST_BYTES = 3;

    private final Connection connection;
    private final HttpClient client;

    public Rest(Connection connection) {
        this.connection = connection;
        var builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECTING);
        connection.ca().ifPresent(file -> builder.sslContext(Trust.in(file)));
        client = builder.build();
    }

    public Connection connection() {
        return connection;
    }

    /// Asks with the connection's token.
    ///
    /// @return the answer's JSON, missing where there is none
    /// @throws ShellException for every answer but a good one
    @Override
    public JsonNode send(Request request) {
        return answered(
                exchange(
                        http(request, bearer()).timeout(ANSWERING).build(),
                        BodyHandlers.ofByteArray()));
    }

    /// Asks with an account's password, which goes nowhere else.
    ///
    /// @param password to be wiped by the caller; the header of the request holds a copy
    public JsonNode send(Request request, String account, char[] password) {
        return answered(
                exchange(
                        http(request, basic(account, password)).timeout(ANSWERING).build(),
                        BodyHandlers.ofByteArray()));
    }

    private static String basic(String account, char[] password) {
        var pair = CharBuffer.allocate(account.length() + 1 + password.length);
        pair.put(account).put(':').put(password).flip();
        var room = new byte[pair.remaining() * MOST_BYTES];
        try {
            var bytes = ByteBuffer.wrap(room);
            StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .encode(pair, bytes, true);
            var encoded = Base64.getEncoder().encode(bytes.flip());
            return "Basic " + StandardCharsets.ISO_8859_1.decode(encoded);
        } finally {
            Arrays.fill(pair.array(), ' ');
            Arrays.fill(room, (byte) 0);
        }
    }

    /// Opens a stream that ends when the server ends it.
    ///
    /// @param headers more of the request's
    public InputStream stream(Request request, Map<String, String> headers) {
        var http = http(request, bearer()).setHeader("Accept", "text/event-stream");
        headers.forEach(http::setHeader);
        var response = exchange(http.build(), BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) return response.body();
        try (var body = response.body()) {
            throw ServerRefusal.of(
                    response.statusCode(), retryAfter(response), json(body.readAllBytes()));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private String bearer() {
        return "Bearer "
                + connection
                        .token()
                        .orElseThrow(
                                () ->
                                        new ShellException(
                                                Kind.DENIED,
                                                "there is no token for " + connection.url(),
                                                "./ova login %s gets one, or set OVA_TOKEN"
                                                        .formatted(connection.url())))
                        .value();
    }

    private HttpRequest.Builder http(Request request, String authorization) {
        var http =
                HttpRequest.newBuilder(URI.create(connection.url() + "/api/v1/" + request.target()))
                        .setHeader("Authorization", authorization)
                        .setHeader("Accept", "application/json, application/problem+json")
                        .setHeader("User-Agent", "ova-shell");
        var body = request.body();
        if (body == null) return http.method(request.method(), BodyPublishers.noBody());
        var type =
                request.method().equals("PATCH")
                        ? "application/merge-patch+json"
                        : "application/json";
        return http.setHeader("Content-Type", type)
                .method(request.method(), BodyPublishers.ofString(body.toString()));
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private JsonNode answered(HttpResponse<byte[]> response) {
        var json = json(response.body());
        var status = response.statusCode();
        if (status == 204) return MissingNode.getInstance();
        if (status < 200 || status > 299)
            throw ServerRefusal.of(status, retryAfter(response), json);
        if (!json.isContainerNode())
            throw new ShellException(
                    Kind.UNREACHABLE,
                    connection.url() + " answers, but not as an ova-login does",
                    "is the address right?");
        return json;
    }

    private static Optional<String> retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After");
    }

    private static JsonNode json(byte[] body) {
        if (body.length == 0) return MissingNode.getInstance();
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    static ShellException interrupted() {
        return ShellException.failed("interrupted", "what was asked for may have been done");
    }

    public ShellException unreachable(IOException e) {
        var where = "no answer from " + connection.url() + ": ";
        return switch (e) {
            case HttpConnectTimeoutException _ ->
                    unreachable(where + "no connection in time", "is the address right?");
            case HttpTimeoutException _ ->
                    unreachable(where + "none in time", "what was asked for may have been done");
            case SSLException tls ->
                    unreachable(
                            where + tls.getMessage(),
                            "--ca FILE or OVA_CA names the certificate of a private authority");
            case ConnectException c ->
                    c.getCause() != null && innermost(c) instanceof UnknownHostException
                            ? unreachable(where + "there is no such host", "is it spelled right?")
                            : unreachable(
                                    where + "connection refused", "is ./ova serve running there?");
            default ->
                    unreachable(
                            where + e.getClass().getSimpleName(),
                            "is the server's address right, https included?");
        };
    }

    private static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }

    private static ShellException unreachable(String message, String hint) {
        return new ShellException(Kind.UNREACHABLE, message, hint);
    }
}
