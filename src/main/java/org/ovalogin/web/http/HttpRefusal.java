package org.ovalogin.web.http;

import com.linecorp.armeria.common.HttpStatus;
import java.util.Locale;
import java.util.Objects;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.http.Problem.FieldError;

/// Translates an administrator's refused request into HTTP. Only here do Exchange's parameters
/// become JSON members; [RefusalStatus] has the statuses.
public final class HttpRefusal {
    /// One day, in seconds: the period in which refusals for history are counted.
    private static final String HISTORY_SECONDS = "86400";

    private static final String MOMENT_SECONDS = "5";

    private HttpRefusal() {}

    public static Problem of(NotDone e) {
        var problem =
                Problem.of(
                        RefusalStatus.of(e).operation(),
                        sentence(Objects.requireNonNullElse(e.getMessage(), "")),
                        e.findings().stream().map(HttpRefusal::error).toList());
        if (!e.hint().isEmpty()) problem = problem.withHint(e.hint());
        return switch (e.kind()) {
            case TOO_MANY -> problem.withHeader("retry-after", HISTORY_SECONDS);
            case BUSY -> problem.withHeader("retry-after", MOMENT_SECONDS);
            case INVALID, NOT_FOUND, CONFLICT, STALE, FORBIDDEN -> problem;
        };
    }

    /// As above, in place of a page.
    public static Problem ofPage(NotDone e) {
        var problem = of(e);
        return new Problem(
                RefusalStatus.of(e).page(),
                problem.detail(),
                problem.hint(),
                problem.errors(),
                problem.headers(),
                problem.id());
    }

    /// As above, for an object that a member or query parameter refers to.
    public static Problem of(NotDone e, String field) {
        var problem = of(e);
        var errors = problem.errors().stream().map(error -> renamed(error, field)).toList();
        var status =
                problem.status().equals(HttpStatus.NOT_FOUND)
                                || problem.status().equals(HttpStatus.CONFLICT)
                        ? HttpStatus.UNPROCESSABLE_ENTITY
                        : problem.status();
        return new Problem(
                status, problem.detail(), problem.hint(), errors, problem.headers(), problem.id());
    }

    /// `MinPINLength` becomes `minPinLength`, `UMDialPlan` becomes `umDialPlan`.
    static String member(String parameter) {
        var words = parameter.replace("PIN", "Pin").replace("UM", "Um");
        return words.isEmpty()
                ? ""
                : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
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

    /// A quoted name at the beginning keeps its case.
    private static String sentence(String text) {
        var first = text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT);
        var end = text.endsWith(".") ? "" : ".";
        return text.isEmpty() ? "" : first + text.substring(1) + end;
    }
}
