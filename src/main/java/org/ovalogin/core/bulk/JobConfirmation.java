package org.ovalogin.core.bulk;

import java.util.ArrayList;
import java.util.Optional;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TextChecks;

/// What the author adds when confirming a preview.
///
/// @param reason for the record of events; may be empty
/// @param liftsHeld whether locks by administrators and owners are lifted too
/// @param number of mailboxes, as typed; empty: none was typed
public record JobConfirmation(String reason, boolean liftsHeld, Optional<String> number) {
    public JobConfirmation {
        reason = Blanks.trimmed(reason);
        number = number.map(Blanks::trimmed);
    }

    /// @param found the number of mailboxes that the job would change
    /// @throws NotDone if the confirmation is not one of this work
    public void check(BulkWork work, long found) {
        if (found == 0) throw new NotDone("", Fault.NOTHING_TO_DO, "", "");
        var findings = new ArrayList<Finding>();
        if (work == BulkWork.DISABLE && number.isEmpty())
            findings.add(new Finding("number", Fault.MISSING, "", "the number of mailboxes"));
        number.filter(typed -> !typed.equals(String.valueOf(found)))
                .map(
                        typed ->
                                new Finding(
                                        "number", Fault.OTHER_NUMBER, typed, String.valueOf(found)))
                .ifPresent(findings::add);
        if (!reason.isEmpty() && !TextChecks.isName(reason))
            findings.add(
                    new Finding(
                            "reason",
                            Fault.VALUE,
                            reason,
                            "one line of up to %d characters".formatted(JobOrder.LONGEST_REASON)));
        TextChecks.refuse(findings);
    }
}
