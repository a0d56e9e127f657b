package org.ovalogin.call.dialog;

import org.ovalogin.core.mailbox.Admission;

/// The end of a part of the menu.
sealed interface MenuStep {
    /// Back to the menu above.
    record Stay(Admission admission) implements MenuStep {}

    /// The call goes on elsewhere, or is over.
    record Leave(Outcome outcome) implements MenuStep {}

    /// After too many wrong keys, or silence, whatever was entered before.
    static Leave gaveUp(Caller caller) {
        caller.hearLast(Prompt.GOODBYE);
        return new Leave(new Outcome.Cancelled());
    }
}
