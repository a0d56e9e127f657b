package org.ovalogin.web.http;

import com.linecorp.armeria.common.HttpStatus;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.http.Problem.FieldError;

/// What an administrator asked for and was not done, in HTTP's terms. The one place where faults
/// become statuses, and Exchange's parameters become members of JSON.
public final class HttpRefusal {
    /// Parameters that name what the request is about; if there is no such thing, the address is
    /// wrong. A thing that is only referred to is a wrong value.
    private static final Set<String> ADDRESSED = Set.of("", "Identity", "Name", "Id");

    /// The day over which refusals for history are counted.
    private static final String HISTORY_SECONDS = "86400";

    private static final String MOMENT_SECONDS = "5";

    private HttpRefusal() {}

    public static Problem of(NotDone e) {
        var problem =
                Problem.of(
                        status(e),
                        sentence(Objects.requireNonNullElse(e.getMessage(), "")),
                        e.findings().stream().map(HttpRefusal::error).toList());
        if (!e.hint().isEmpty()) problem = problem.withHint(e.hint());
        return switch (e.kind()) {
            case TOO_MANY -> problem.withHeader("retry-after", HISTORY_SECONDS);
            case BUSY -> problem.withHeader("retry-after", MOMENT_SECONDS);
            case INVALID, NOT_FOUND, CONFLICT, STALE, FORBIDDEN -> problem;
        };
    }

    /// The same, about something that the request refers to by a member or query parameter.
    public static Problem of(NotDone e, String field) {
        var problem = of(e);
        var errors = problem.errors().stream().map(error -> renamed(error, field)).toList();
        var status =
                problem.status().equals(HttpStatus.NOT_FOUND)
                                || problem.status().equals(HttpStatus.CONFLICT)
                        ? HttpStatus.UNPROCESSABLE_ENTITY
                        : problem.status();
        return new Problem(status, problem.detail(), problem.hint(), errors, problem.headers());
    }

    /// `MinPINLength` is `minPinLength`, `UMDialPlan` is `umDialPlan`.
    static String member(String parameter) {
        var words = parameter.replace("PIN", "Pin").replace("UM", "Um");
        return words.isEmpty()
                ? ""
                : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    private static HttpStatus status(NotDone e) {
        return switch (e.kind()) {
            case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
            case NOT_FOUND ->
                    ADDRESSED.contains(e.findings().getFirst().field())
                            ? HttpStatus.NOT_FOUND
                            : HttpStatus.UNPROCESSABLE_ENTITY;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static FieldError error(Finding finding) {
        return new FieldError(
                member(finding.field()),
                finding.fault().code(),
                finding.found(),
                finding.allowed(),
                sentence(finding.message()));
    }

    private static FieldError renamed(FieldError error, String field) {
        return new FieldError(field, error.code(), error.found(), error.allowed(), error.message());
    }

    /// Quoted names at the beginning keep their case.
    private static String sentence(String text) {
        var first = text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT);
        var end = text.endsWith(".") ? "" : ".";
        return text.isEmpty() ? "" : first + text.substring(1) + end;
    }
}
