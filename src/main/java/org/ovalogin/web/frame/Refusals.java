package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpStatus;
import java.util.UUID;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.ProblemException;

/// What a page answers where it does not do what was asked.
public final class Refusals {
    private Refusals() {}

    /// The GUID in a mailbox's address.
    ///
    /// @throws ProblemException when it is none
    public static UUID guid(PageVisit visit) {
        try {
            return UUID.fromString(visit.path("guid"));
        } catch (IllegalArgumentException _) {
            throw Problem.of(HttpStatus.NOT_FOUND, "There is nothing at this address.").exception();
        }
    }

    /// @throws ProblemException for somebody who may not
    public static void require(PageVisit visit, Right right) {
        require(visit.actor().may(right));
    }

    public static void require(boolean allowed) {
        if (!allowed)
            throw Problem.of(HttpStatus.FORBIDDEN, "Your role does not allow this.").exception();
    }

    /// The status of a form that is shown again with what was wrong.
    ///
    /// @throws NotDone when it is nothing that another entry could mend
    public static HttpStatus ofForm(NotDone e) {
        return switch (e.kind()) {
            case FORBIDDEN -> throw e;
            case NOT_FOUND -> {
                if (e.findings().getFirst().fault() == Fault.NO_SUCH_MAILBOX) throw e;
                yield HttpStatus.UNPROCESSABLE_ENTITY;
            }
            case INVALID, CONFLICT -> HttpStatus.UNPROCESSABLE_ENTITY;
            case STALE -> HttpStatus.CONFLICT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case BUSY -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
