package org.ovalogin.cli.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.client.Connection;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.terminal.TypedSecret;

/// Stands in for a server: speaks as much of the REST API as the shell's tests need, over a real
/// socket, and remembers what it was asked. It checks no rules.
public final class FakeServer implements AutoCloseable {
    static final String TOKEN = "ova_test-token";

    private final HttpServer http;
    private final Map<String, ObjectNode> mailboxes = new LinkedHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    FakeServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/api/v1/", this::serve);
        http.start();
        add("tonysmith@contoso.com", "Tony Smith", "51234");
        add("lea@contoso.com", "Léa \u001b[31mRouge", "51235");
        add("board@contoso.com", "=HYPERLINK(\"http://x\")", "51236");
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    Rest rest() {
        return new Rest(
                new Connection(url(), Optional.of(new TypedSecret(TOKEN)), Optional.empty()));
    }

    /// Method, target and body of each request.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /// The requests that were not for looking.
    public List<String> changes() {
        return asked.stream().filter(a -> !a.startsWith("GET")).toList();
    }

    ObjectNode mailbox(String address) {
        return Objects.requireNonNull(mailboxes.get(address));
    }

    private ObjectNode add(String address, String name, String extension) {
        var mailbox = Rest.JSON.createObjectNode();
        mailbox.put("id", "id-" + extension).put("identity", address);
        mailbox.put("email", address).put("displayName", name);
        mailbox.putArray("extensions").add(extension);
        mailbox.putArray("aliases").add(address.substring(0, address.indexOf('@')));
        mailbox.put("umDialPlan", "default").put("umMailboxPolicy", "default Default Policy");
        mailbox.putNull("language");
        mailbox.put("subscriberAccessEnabled", true);
        mailbox.put("pinlessAccessToVoiceMailEnabled", false);
        var pin = mailbox.putObject("pin").put("userId", address);
        pin.put("pinExpired", true).put("firstTimeUser", true).put("lockedOut", false);
        pin.put("outsideLockedOut", false).put("trustedLockedOut", false);
        pin.putNull("lockReason")
                .putNull("lockedSince")
                .putNull("lockedUntil")
                .put("failedLogons", 0);
        pin.put("lastChanged", "2026-11-01T08:00:00.123Z").putNull("expires");
        pin.putNull("lastLogon").put("lapsed", false).putNull("mailFailed").putNull("mailDelayed");
        mailboxes.put(address, mailbox);
        return mailbox;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var uri = exchange.getRequestURI();
        var target = uri.getRawPath().substring("/api/v1/".length());
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        asked.add((exchange.getRequestMethod() + " " + target + query + " " + body).strip());
        var parts = new ArrayList<String>();
        for (var part : target.split("/", -1))
            parts.add(URLDecoder.decode(part, StandardCharsets.UTF_8));
        var json = body.isEmpty() ? Rest.JSON.createObjectNode() : Rest.JSON.readTree(body);
        if (!authorized(exchange, parts)) {
            send(exchange, problem(401, "you are not signed in"), 401);
        } else if (parts.equals(List.of("events", "stream"))) {
            stream(exchange);
        } else {
            answer(exchange, parts, query, json);
        }
    }

    private static boolean authorized(HttpExchange exchange, List<String> parts) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        var basic =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        "admin:right horse".getBytes(StandardCharsets.UTF_8));
        return ("Bearer " + TOKEN).equals(header)
                || (parts.equals(List.of("tokens")) && basic.equals(header));
    }

    private void answer(HttpExchange exchange, List<String> parts, String query, JsonNode body)
            throws IOException {
        var call = exchange.getRequestMethod() + " " + parts.getFirst() + "/" + (parts.size() - 1);
        var found = parts.size() > 1 ? find(parts.get(1)) : null;
        switch (call) {
            case "GET mailboxes/0" -> send(exchange, page(query), 200);
            case "POST mailboxes/0" -> enable(exchange, query, body);
            case "GET mailboxes/1", "PATCH mailboxes/1" -> sendMailbox(exchange, found);
            case "GET mailboxes/2" ->
                    sendMailbox(exchange, found == null ? null : (ObjectNode) found.get("pin"));
            case "PUT mailboxes/2" -> pin(exchange, found, query, body);
            case "DELETE mailboxes/1" -> {
                if (found != null) mailboxes.remove(found.get("identity").textValue());
                send(exchange, null, found == null ? 404 : 204);
            }
            case "POST tokens/0" ->
                    send(
                            exchange,
                            Rest.JSON
                                    .createObjectNode()
                                    .put("id", "7")
                                    .put("account", "admin")
                                    .put("role", "administrator")
                                    .put("expiresAt", "2027-02-01T00:00:00Z")
                                    .put("token", TOKEN),
                            201);
            case "GET policies/0", "GET dialplans/0", "GET events/0" -> {
                var answer = Rest.JSON.createObjectNode();
                answer.putArray("items").add(thing());
                answer.putNull("next");
                send(exchange, answer, 200);
            }
            case "DELETE tokens/1", "DELETE policies/1", "DELETE dialplans/1" ->
                    send(exchange, null, 204);
            default -> send(exchange, thing(), 200);
        }
    }

    /// What has members of a policy, a dial plan and an event.
    private static ObjectNode thing() {
        var thing = Rest.JSON.createObjectNode().put("id", "id-1").put("name", "Board");
        thing.put("umDialPlan", "default").put("minPinLength", 6).putNull("pinLifetime");
        thing.put("mustChange", 2).put("mailboxes", 3);
        return thing.put("at", "2026-11-01T08:00:00Z").put("result", "WrongPin");
    }

    private ObjectNode page(String query) {
        var answer = Rest.JSON.createObjectNode();
        var items = answer.putArray("items");
        var all = List.copyOf(mailboxes.values());
        // pages of two, so that the shell has to turn them
        var from = query.contains("after=") ? 2 : 0;
        for (var i = from; i < Math.min(from + 2, all.size()); i++) items.add(all.get(i));
        if (from + 2 < all.size()) answer.put("next", "2");
        else answer.putNull("next");
        return answer;
    }

    private void enable(HttpExchange exchange, String query, JsonNode body) throws IOException {
        var extension = body.path("extensions").path(0).asText();
        if (find(extension) != null) {
            var refusal = problem(409, "the mailbox can't be enabled");
            refusal.putArray("errors")
                    .addObject()
                    .put("field", "extensions")
                    .put("code", "extension-taken")
                    .put("found", extension)
                    .put("message", "another mailbox has it");
            send(exchange, refusal, 409);
        } else if (query.contains("whatIf")) {
            send(exchange, Rest.JSON.createObjectNode().put("whatIf", "all is well"), 200);
        } else {
            var name = body.path("displayName").asText("none");
            send(exchange, add(body.path("identity").asText(), name, extension), 201);
        }
    }

    private void pin(HttpExchange exchange, @Nullable ObjectNode found, String query, JsonNode body)
            throws IOException {
        if (found == null) {
            sendMailbox(exchange, null);
            return;
        }
        if (query.contains("whatIf")) {
            send(exchange, Rest.JSON.createObjectNode().put("whatIf", "the PIN is fine"), 200);
            return;
        }
        if (body.path("pin").asText().equals("123456")) {
            // a server with a fault: the shell must not pass it on
            send(exchange, problem(422, "123456 is too easy to guess"), 422);
            return;
        }
        var pin = (ObjectNode) found.get("pin");
        if (body.has("lockedOut")) pin.put("lockedOut", body.get("lockedOut").booleanValue());
        var answer = pin.deepCopy();
        if (!body.path("sendEmail").asBoolean(true)) answer.put("generatedPin", "804617");
        send(exchange, answer, 200);
    }

    /// Two events, then the end.
    private static void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (var name : List.of("SignIn", "Locked"))
                out.write(
                        ": heartbeat\n\nid: 1\ndata: {\"id\":1,\"name\":\"%s\"}\n\n"
                                .formatted(name)
                                .getBytes(StandardCharsets.UTF_8));
        }
    }

    private @Nullable ObjectNode find(String id) {
        var extension = id.replaceFirst("^default[\\\\:]", "");
        return mailboxes.values().stream()
                .filter(
                        m ->
                                m.get("identity").textValue().equalsIgnoreCase(id)
                                        || m.get("id").textValue().equals(id)
                                        || m.get("aliases").get(0).textValue().equals(id)
                                        || m.get("extensions").get(0).textValue().equals(extension))
                .findFirst()
                .orElse(null);
    }

    private static void sendMailbox(HttpExchange exchange, @Nullable ObjectNode found)
            throws IOException {
        send(
                exchange,
                found == null ? problem(404, "there is no such mailbox") : found,
                found == null ? 404 : 200);
    }

    private static ObjectNode problem(int status, String detail) {
        return Rest.JSON.createObjectNode().put("status", status).put("detail", detail);
    }

    private static void send(HttpExchange exchange, @Nullable JsonNode json, int status)
            throws IOException {
        try (exchange) {
            if (json == null) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            var bytes = json.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
