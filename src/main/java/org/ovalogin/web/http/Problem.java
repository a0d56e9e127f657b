package org.ovalogin.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An error in the format of RFC 9457. `type` is always `about:blank`: the status names the error,
/// and `errors` have codes.
///
/// @param detail one sentence
/// @param hint the remedy
/// @param headers of the answer besides its type, such as `Retry-After`
/// @param id names this occurrence in the log; empty if it is not logged
public record Problem(
        HttpStatus status,
        String detail,
        Optional<String> hint,
        List<FieldError> errors,
        Map<String, String> headers,
        Optional<String> id) {

    /// @param field as the client named it
    /// @param code stable, such as `extension-taken`
    /// @param found empty if it is secret or missing
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record FieldError(
            String field, String code, String found, String allowed, String message) {}

    static final MediaType TYPE = MediaType.create("application", "problem+json");

    private static final JsonMapper MAPPER = new JsonMapper();

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Problem of(HttpStatus status, String detail) {
        return of(status, detail, List.of());
    }

    public static Problem of(HttpStatus status, String detail, List<FieldError> errors) {
        return new Problem(status, detail, Optional.empty(), errors, Map.of(), Optional.empty());
    }

    /// @param code names the page's text about it, `problem.<code>`
    public static Problem of(HttpStatus status, String code, String detail) {
        return of(status, detail, List.of(new FieldError("", code, "", "", detail)));
    }

    public Problem withHint(String text) {
        return new Problem(status, detail, Optional.of(text), errors, headers, id);
    }

    public Problem withHeader(String name, String value) {
        return new Problem(status, detail, hint, errors, Map.of(name, value), id);
    }

    Problem withId(String name) {
        return new Problem(status, detail, hint, errors, headers, Optional.of(name));
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    public AggregatedHttpResponse response() {
        return AggregatedHttpResponse.of(responseHeaders(TYPE), HttpData.ofUtf8(json()));
    }

    ResponseHeaders responseHeaders(MediaType type) {
        return ResponseHeaders.builder(status).add(headers.entrySet()).contentType(type).build();
    }

    public int statusCode() {
        return status.code();
    }

    public String json() {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("type", "about:blank")
                .put("title", status.reasonPhrase())
                .put("status", status.code())
                .put("detail", detail);
        hint.ifPresent(text -> node.put("hint", text));
        id.ifPresent(name -> node.put("id", name));
        if (!errors.isEmpty()) node.set("errors", MAPPER.valueToTree(errors));
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
