package org.ovalogin.web.api;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.http.HttpRefusal;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Problem.FieldError;
import org.ovalogin.web.http.ProblemException;

/// One request to an operation from a known caller. Not printable: the body may hold a PIN.
final class ApiCall {
    /// The origin of a request, and its sender unless the operation is open to anybody.
    ///
    /// @param from the client's address
    record Requester(Optional<Actor> actor, String from) {}

    private final Optional<ServiceRequestContext> context;
    private final Function<String, @Nullable String> parameters;
    private final Function<String, @Nullable String> headers;
    private final QueryParams queries;
    private final byte[] body;
    private final Requester caller;

    /// @throws ProblemException if the operation does not take one of its query parameters
    ApiCall(
            ServiceRequestContext context,
            AggregatedHttpRequest request,
            Operation operation,
            Requester caller) {
        this.context = Optional.of(context);
        this.parameters = context::pathParam;
        this.headers = request.headers()::get;
        this.queries = context.queryParams();
        this.body = request.content().array();
        this.caller = caller;
        refuseOtherQueries(operation);
    }

    /// A request of this process, without HTTP and its headers.
    ///
    /// @param parameters parts of the path
    /// @throws ProblemException when it has query parameters that are not for this operation
    ApiCall(
            Map<String, String> parameters,
            Map<String, String> queries,
            byte[] body,
            Operation operation,
            Requester caller) {
        this.context = Optional.empty();
        this.parameters = parameters::get;
        this.headers = _ -> null;
        this.queries = QueryParams.builder().add(queries.entrySet()).build();
        this.body = body;
        this.caller = caller;
        refuseOtherQueries(operation);
    }

    private void refuseOtherQueries(Operation operation) {
        var known = operation.queries();
        var allowed = known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known));
        for (var name : queries.names()) {
            if (!known.contains(name))
                throw badQuery(name, "unknown-parameter", "", allowed, "There is no such one here");
            if (queries.getAll(name).size() > 1)
                throw badQuery(name, "repeated-parameter", "", "once", "It may come once");
        }
    }

    /// @throws IllegalStateException where the request did not come by HTTP
    ServiceRequestContext context() {
        return context.orElseThrow(IllegalStateException::new);
    }

    /// The caller, with the version of the object if the request names one.
    ///
    /// @throws ProblemException if `If-Match` is malformed
    /// @throws IllegalStateException for an operation that is open to anybody
    Actor actor() {
        var actor = caller.actor().orElseThrow(IllegalStateException::new);
        return Optional.ofNullable(header("if-match"))
                .flatMap(EntityTag::versions)
                .map(actor::seeing)
                .orElse(actor);
    }

    Requester caller() {
        return caller;
    }

    /// A part of the path, decoded.
    String path(String name) {
        var value = parameters.apply(name);
        if (value == null) throw new IllegalStateException("the path has no {" + name + "}");
        return value;
    }

    @Nullable String header(String name) {
        return headers.apply(name);
    }

    <T> T body(Set<String> members, Function<Body, T> reading) {
        return Body.read(body, members, reading);
    }

    /// @throws ProblemException if the parameter is empty: a condition must not be dropped silently
    Optional<String> query(String name) {
        var value = Optional.ofNullable(queries.get(name));
        if (value.filter(String::isBlank).isPresent())
            throw badValue(name, "", "something, or leave the parameter out");
        return value;
    }

    /// A parameter with one word out of a list.
    <T> Optional<T> query(String name, Function<String, Optional<T>> sense, String allowed) {
        return query(name)
                .map(text -> sense.apply(text).orElseThrow(() -> badValue(name, text, allowed)));
    }

    /// A parameter with words out of a list, separated by commas.
    <T> List<T> queries(String name, Function<String, Optional<T>> sense, String allowed) {
        return query(name).stream()
                .flatMap(text -> List.of(text.split(",", -1)).stream())
                .map(word -> sense.apply(word).orElseThrow(() -> badValue(name, word, allowed)))
                .toList();
    }

    boolean whatIf() {
        return query(
                        Operation.WHAT_IF,
                        text ->
                                switch (text) {
                                    case "true" -> Optional.of(true);
                                    case "false" -> Optional.of(false);
                                    default -> Optional.empty();
                                },
                        "true or false")
                .orElse(false);
    }

    int limit(int usual, int most) {
        return query("limit", text -> number(text, most), "1 to " + most)
                .map(Math::toIntExact)
                .orElse(usual);
    }

    /// A positive number.
    Optional<Long> number(String name) {
        return query(name, text -> number(text, Long.MAX_VALUE), "a number from 1 up");
    }

    Optional<Instant> time(String name) {
        return query(name, ApiCall::parsed, "a time as in 2026-11-02T08:00:00Z");
    }

    /// The object that a query parameter or member names. If it does not exist, the request is
    /// wrong, not its path.
    static <T> T referred(String field, Supplier<T> find) {
        try {
            return find.get();
        } catch (NotDone e) {
            throw HttpRefusal.of(e, field).exception();
        }
    }

    static ProblemException badValue(String name, String found, String allowed) {
        return badQuery(name, "value", found, allowed, "This is not allowed");
    }

    private static ProblemException badQuery(
            String name, String code, String found, String allowed, String message) {
        var sentence = "%s; allowed: %s.".formatted(message, allowed);
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "Query parameter '%s': %s".formatted(name, sentence),
                        List.of(new FieldError(name, code, found, allowed, sentence)))
                .exception();
    }

    static Optional<Long> number(String text, long most) {
        try {
            return text.matches("[0-9]{1,19}")
                    ? Optional.of(Long.parseLong(text)).filter(n -> n >= 1 && n <= most)
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty(); // 19 digits may exceed a long
        }
    }

    private static Optional<Instant> parsed(String text) {
        try {
            var at = OffsetDateTime.parse(text).toInstant();
            // the database keeps milliseconds in a long
            return at.toEpochMilli() >= 0 ? Optional.of(at) : Optional.empty();
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }
}
