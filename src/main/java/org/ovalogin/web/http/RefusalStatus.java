package org.ovalogin.web.http;

import com.linecorp.armeria.common.HttpStatus;
import java.util.Set;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;

/// The one table from faults to HTTP statuses.
///
/// @param operation of the REST interface
/// @param page in place of the page that was asked for
/// @param form shown again, with the findings, for another entry
public record RefusalStatus(HttpStatus operation, HttpStatus page, HttpStatus form) {
    /// Parameters that identify the request's own object: if it does not exist, the address is
    /// wrong. Any other missing object is a wrong value.
    private static final Set<String> ADDRESSED = Set.of("", "Identity", "Name", "Id");

    private static final HttpStatus WRONG_VALUE = HttpStatus.UNPROCESSABLE_ENTITY;

    public static RefusalStatus of(NotDone e) {
        return switch (e.kind()) {
            case INVALID -> new RefusalStatus(WRONG_VALUE, HttpStatus.BAD_REQUEST, WRONG_VALUE);
            case NOT_FOUND ->
                    new RefusalStatus(
                            addressed(e) ? HttpStatus.NOT_FOUND : WRONG_VALUE,
                            HttpStatus.NOT_FOUND,
                            WRONG_VALUE);
            case CONFLICT ->
                    new RefusalStatus(
                            HttpStatus.CONFLICT,
                            ambiguous(e) ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST,
                            WRONG_VALUE);
            case STALE ->
                    new RefusalStatus(
                            HttpStatus.PRECONDITION_FAILED,
                            HttpStatus.CONFLICT,
                            HttpStatus.CONFLICT);
            case FORBIDDEN -> everywhere(HttpStatus.FORBIDDEN);
            case TOO_MANY -> everywhere(HttpStatus.TOO_MANY_REQUESTS);
            case BUSY -> everywhere(HttpStatus.SERVICE_UNAVAILABLE);
        };
    }

    private static RefusalStatus everywhere(HttpStatus status) {
        return new RefusalStatus(status, status, status);
    }

    private static boolean addressed(NotDone e) {
        return ADDRESSED.contains(e.findings().getFirst().field());
    }

    private static boolean ambiguous(NotDone e) {
        return e.findings().getFirst().fault() == Fault.AMBIGUOUS_MAILBOX;
    }
}
