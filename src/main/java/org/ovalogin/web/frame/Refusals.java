package org.ovalogin.web.frame;

import com.linecorp.armeria.common.HttpStatus;
import java.util.UUID;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.ProblemException;
import org.ovalogin.web.http.RefusalStatus;

/// A page's answers to refused requests.
public final class Refusals {
    private Refusals() {}

    /// The GUID in a mailbox's address.
    ///
    /// @throws ProblemException if it is not a GUID
    public static UUID guid(PageVisit visit) {
        try {
            return UUID.fromString(visit.path("guid"));
        } catch (IllegalArgumentException _) {
            throw Problem.of(HttpStatus.NOT_FOUND, "There is nothing at this address.").exception();
        }
    }

    /// @throws ProblemException if the account lacks the right
    public static void require(PageVisit visit, Right right) {
        require(visit.actor().may(right));
    }

    public static void require(boolean allowed) {
        if (!allowed)
            throw Problem.of(
                            HttpStatus.FORBIDDEN, "not-your-role", "Your role does not allow this.")
                    .exception();
    }

    /// The status of a form shown again with its faults.
    ///
    /// @throws NotDone if no other input could correct it: a missing right, a mailbox that is gone
    public static HttpStatus ofForm(NotDone e) {
        var gone = e.findings().getFirst().fault() == Fault.NO_SUCH_MAILBOX;
        if (gone || e.kind() == Fault.Kind.FORBIDDEN) throw e;
        return RefusalStatus.of(e).form();
    }
}
