package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.account.Right;

/// One operation with all that its route, its checks and the document need. Not changed once the
/// server is built.
final class Operation {
    enum Access {
        ANYBODY,
        TOKEN,
        /// A token, or an account's name and password.
        TOKEN_OR_PASSWORD
    }

    @FunctionalInterface
    interface Action {
        /// @throws org.ovalogin.web.http.ProblemException for an answer that the client gets
        ///   unchanged
        /// @throws org.ovalogin.core.input.NotDone if the core refuses
        ApiReply answer(ApiCall call);
    }

    static final String WHAT_IF = "whatIf";
    static final String JSON = "application/json";

    final HttpMethod method;

    /// The path below [Api#BASE], with parameters in braces.
    final String path;

    /// The name for generated clients.
    final String id;

    final String summary;
    final Action action;
    private final List<String> queries = new ArrayList<>();
    private Access access = Access.TOKEN;
    private Optional<Right> right = Optional.empty();
    private Optional<String> body = Optional.empty();
    private HttpStatus status = HttpStatus.OK;
    private Optional<String> answer = Optional.empty();
    private Optional<String> whatIf = Optional.empty();
    private String type = JSON;

    private Operation(HttpMethod method, String path, String id, String summary, Action action) {
        this.method = method;
        this.path = path;
        this.id = id;
        this.summary = summary;
        this.action = action;
    }

    static Operation get(String path, String id, String summary, Action action) {
        return new Operation(HttpMethod.GET, path, id, summary, action);
    }

    static Operation post(String path, String id, String summary, Action action) {
        return new Operation(HttpMethod.POST, path, id, summary, action);
    }

    static Operation put(String path, String id, String summary, Action action) {
        return new Operation(HttpMethod.PUT, path, id, summary, action);
    }

    static Operation patch(String path, String id, String summary, Action action) {
        return new Operation(HttpMethod.PATCH, path, id, summary, action);
    }

    static Operation delete(String path, String id, String summary, Action action) {
        return new Operation(HttpMethod.DELETE, path, id, summary, action);
    }

    Operation open(Access to) {
        access = to;
        return this;
    }

    /// Without this right, a caller is refused before anything is read.
    Operation needs(Right wanted) {
        right = Optional.of(wanted);
        return this;
    }

    /// Takes these query parameters and no others; the document describes them.
    Operation query(String... names) {
        queries.addAll(List.of(names));
        return this;
    }

    /// @param schema of the request's JSON
    Operation takes(String schema) {
        body = Optional.of(schema);
        return this;
    }

    /// @param schema of the answer's JSON; without one the answer has no content
    Operation answers(HttpStatus with, String schema) {
        status = with;
        answer = Optional.of(schema);
        return this;
    }

    Operation answers(String schema) {
        return answers(HttpStatus.OK, schema);
    }

    Operation answersNothing() {
        status = HttpStatus.NO_CONTENT;
        return this;
    }

    Operation streams(String mediaType) {
        type = mediaType;
        answer = Optional.of("EventMessages");
        return this;
    }

    /// With `whatIf=true` the operation checks everything, changes nothing, and answers with this
    /// schema.
    Operation tells(String schema) {
        whatIf = Optional.of(schema);
        return query(WHAT_IF);
    }

    Access access() {
        return access;
    }

    Optional<Right> right() {
        return right;
    }

    List<String> queries() {
        return List.copyOf(queries);
    }

    Optional<String> body() {
        return body;
    }

    HttpStatus status() {
        return status;
    }

    Optional<String> answer() {
        return answer;
    }

    Optional<String> whatIf() {
        return whatIf;
    }

    /// Media type of the answer.
    String type() {
        return type;
    }

    boolean isPatch() {
        return method == HttpMethod.PATCH;
    }

    /// True if HEAD is allowed too.
    boolean hasHead() {
        return method == HttpMethod.GET && type.equals(JSON);
    }

    /// The group in the document: the first part of the path.
    String tag() {
        return path.substring(1).split("/", 2)[0];
    }
}
