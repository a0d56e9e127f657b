package org.ovalogin.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.ovalogin.core.mailbox.DialPlanParameters;
import org.ovalogin.net.Release;

/// The document that describes the interface (OpenAPI 3.1). Schemas, parameters and errors come
/// from a file, parameters of policies and dial plans from their definitions, operations from the
/// server's own list.
final class OpenApi {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([a-z]+)}");
    private static final String REF = "$ref";

    private final ObjectNode document;

    OpenApi(List<Operation> operations) {
        document = frame();
        document.withObject("/info").put("version", Release.NUMBER);
        var schemas = (ObjectNode) document.at("/components/schemas");
        PolicyJson.addSchemas(schemas);
        ParameterSchemas.add(schemas, "DialPlan", DialPlanParameters.ALL);
        var paths = document.putObject("paths");
        for (var operation : operations)
            paths.withObjectProperty(operation.path)
                    .set(operation.method.name().toLowerCase(Locale.ROOT), described(operation));
    }

    JsonNode json() {
        return document;
    }

    private static ObjectNode frame() {
        try (var in = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) throw new IllegalStateException("openapi.json is not there");
            return Json.resource(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode described(Operation operation) {
        var node = Json.object();
        node.put("operationId", operation.id).put("summary", operation.summary);
        node.putArray("tags").add(operation.tag());
        operation
                .right()
                .ifPresent(right -> node.put("description", "Right: " + Json.word(right) + "."));
        security(node.putArray("security"), operation.access());
        parameters(node.putArray("parameters"), operation);
        operation
                .body()
                .ifPresent(
                        schema ->
                                content(
                                        node.putObject("requestBody").put("required", true),
                                        schema,
                                        operation.isPatch()
                                                ? List.of(
                                                        Operation.JSON,
                                                        "application/merge-patch+json")
                                                : List.of(Operation.JSON)));
        responses(node.putObject("responses"), operation);
        return node;
    }

    private static void security(ArrayNode security, Operation.Access access) {
        if (access == Operation.Access.ANYBODY) return;
        security.addObject().putArray("token");
        if (access == Operation.Access.TOKEN_OR_PASSWORD) security.addObject().putArray("password");
    }

    private static void parameters(ArrayNode parameters, Operation operation) {
        var inPath = PATH_PARAMETER.matcher(operation.path);
        while (inPath.find())
            refer(parameters.addObject(), "parameters", operation.tag() + "_" + inPath.group(1));
        for (var query : operation.queries()) refer(parameters.addObject(), "parameters", query);
        if (conditional(operation)) refer(parameters.addObject(), "parameters", "ifMatch");
        if (!operation.type().equals(Operation.JSON))
            refer(parameters.addObject(), "parameters", "lastEventId");
    }

    /// Whether the operation changes one object, and `If-Match` can name the version to change.
    private static boolean conditional(Operation operation) {
        return operation.path.contains("{")
                && operation.method != HttpMethod.GET
                && !operation.path.startsWith("/tokens")
                && !operation.path.startsWith("/jobs")
                && !operation.path.endsWith("/delay");
    }

    private static void responses(ObjectNode responses, Operation operation) {
        var good = responses.putObject(operation.status().codeAsText());
        good.put("description", operation.status().reasonPhrase());
        operation.answer().ifPresent(schema -> content(good, schema, List.of(operation.type())));
        if (operation.status().equals(HttpStatus.CREATED) && operation.method == HttpMethod.POST)
            refer(good.putObject("headers").putObject("Location"), "headers", "Location");
        if (operation.path.contains("{")
                && operation.method == HttpMethod.GET
                && !operation.path.startsWith("/jobs"))
            refer(good.putObject("headers").putObject("ETag"), "headers", "ETag");
        operation.whatIf().ifPresent(schema -> whatIf(responses, operation, schema));
        errors(operation)
                .forEach(
                        (status, name) ->
                                refer(
                                        responses.putObject(String.valueOf(status)),
                                        "responses",
                                        name));
    }

    private static void whatIf(ObjectNode responses, Operation operation, String schema) {
        if (operation.status().equals(HttpStatus.OK)) {
            var usual = operation.answer().orElseThrow();
            var either =
                    responses
                            .withObjectProperty("200")
                            .withObjectProperty("content")
                            .withObjectProperty(Operation.JSON)
                            .putObject("schema")
                            .putArray("oneOf");
            refer(either.addObject(), "schemas", usual);
            refer(either.addObject(), "schemas", schema);
            return;
        }
        var told = responses.putObject("200").put("description", "The forecast, if whatIf is true");
        content(told, schema, List.of(Operation.JSON));
    }

    private static Map<Integer, String> errors(Operation operation) {
        var errors = new TreeMap<Integer, String>();
        errors.put(400, "Malformed");
        errors.put(500, "Failed");
        errors.put(503, "Unavailable");
        if (operation.answer().isPresent()) errors.put(406, "NotAcceptable");
        if (operation.access() != Operation.Access.ANYBODY) errors.put(401, "NotSignedIn");
        if (operation.access() != Operation.Access.ANYBODY) errors.put(403, "Forbidden");
        if (operation.path.contains("{")) errors.put(404, "NotFound");
        if (operation.path.contains("{") || operation.body().isPresent())
            errors.put(409, "Conflict");
        if (conditional(operation)) errors.put(412, "Stale");
        if (operation.body().isPresent()) errors.put(413, "TooLarge");
        if (operation.body().isPresent()) errors.put(415, "UnsupportedType");
        if (operation.body().isPresent() || !operation.queries().isEmpty())
            errors.put(422, "Refused");
        if (operation.body().isPresent()) errors.put(429, "TooMany");
        return errors;
    }

    private static void content(ObjectNode holder, String schema, List<String> types) {
        var content = holder.putObject("content");
        for (var type : types)
            refer(content.putObject(type).putObject("schema"), "schemas", schema);
    }

    private static void refer(ObjectNode node, String kind, String name) {
        node.put(REF, "#/components/" + kind + "/" + name);
    }
}
