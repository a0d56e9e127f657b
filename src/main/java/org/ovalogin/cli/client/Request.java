package org.ovalogin.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.terminal.ShellException;

/// One request to the server.
///
/// @param path below the API's base, each part as it is, not yet encoded
public record Request(
        String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
    public static Request of(String method, String... path) {
        for (var part : path) {
            // an empty name would ask for the whole collection, dots for another
            if (part.isBlank() || part.equals(".") || part.equals(".."))
                throw ShellException.usage(
                        "an empty name names nothing", "give an address, alias or extension");
        }
        return new Request(method, List.of(path), Map.of(), null);
    }

    public Request query(String name, String value) {
        var more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new Request(method, path, more, body);
    }

    public Request whatIf(boolean really) {
        return really ? query("whatIf", "true") : this;
    }

    public Request body(JsonNode json) {
        return new Request(method, path, query, json);
    }

    /// Path and query, percent-encoded.
    String target() {
        var target = path.stream().map(Request::encoded).collect(Collectors.joining("/"));
        var pairs = new ArrayList<String>();
        query.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
        return pairs.isEmpty() ? target : target + "?" + String.join("&", pairs);
    }

    /// Leaves the body out: it may hold a PIN.
    @Override
    public String toString() {
        return method + " " + path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
