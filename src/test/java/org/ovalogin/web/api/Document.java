package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The OpenAPI document as a client reads it, with a validator for its promises.
final class Document {
    private static final String PROBLEM = "application/problem+json";

    final JsonNode json;
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    Document(JsonNode json) {
        this.json = json;
    }

    static Document of(Served served) {
        return new Document(served.send("", "GET", "/openapi.json", "").json());
    }

    /// By `METHOD /path`.
    Map<String, JsonNode> operations() {
        var operations = new TreeMap<String, JsonNode>();
        for (var path : json.path("paths").properties())
            for (var method : path.getValue().properties())
                operations.put(
                        method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        method.getValue());
        return operations;
    }

    JsonNode operation(String name) {
        var operation = operations().get(name);
        if (operation == null) throw new AssertionError(name + " is not in the document");
        return operation;
    }

    /// The deviations of an answer from the document; empty: none.
    List<String> faults(String operation, Served.Answer answer) {
        var status = String.valueOf(answer.status());
        var promised = resolved(operation(operation).path("responses").path(status));
        if (promised.isMissingNode()) return List.of("status " + status + " is not promised");
        var content = promised.path("content");
        var body = answer.response().body();
        if (content.isEmpty())
            return body.isEmpty() ? List.of() : List.of("there is a body where none is promised");
        var type = answer.header("content-type").orElse("").split(";", 2)[0];
        var schema = content.path(type).path("schema");
        if (schema.isMissingNode()) return List.of("type " + type + " is not promised");
        if (answer.status() >= 400 && !type.equals(PROBLEM)) return List.of("no problem: " + type);
        for (var header : promised.path("headers").properties())
            if (answer.header(header.getKey()).isEmpty() && !header.getKey().equals("Location"))
                return List.of("header " + header.getKey() + " is missing");
        return faults(schema, body);
    }

    /// The deviations of a request's body from the document.
    List<String> faultsOfRequest(String operation, String body) {
        var schema = operation(operation).at("/requestBody/content/application~1json/schema");
        if (schema.isMissingNode()) return body.isEmpty() ? List.of() : List.of("it takes no body");
        return faults(schema, body);
    }

    JsonNode requestSchema(String operation) {
        return resolved(operation(operation).at("/requestBody/content/application~1json/schema"));
    }

    private List<String> faults(JsonNode schema, String body) {
        var whole = new ObjectMapper().createObjectNode();
        whole.setAll((com.fasterxml.jackson.databind.node.ObjectNode) schema.deepCopy());
        whole.set("components", json.path("components"));
        return registry
                .getSchema(whole.toString(), InputFormat.JSON)
                .validate(
                        body,
                        InputFormat.JSON,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    JsonNode resolved(JsonNode node) {
        var ref = node.path("$ref").asText("");
        return ref.isEmpty() ? node : resolved(json.at(ref.substring(1)));
    }
}
