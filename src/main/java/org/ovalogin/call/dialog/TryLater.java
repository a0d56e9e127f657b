package org.ovalogin.call.dialog;

/// Takes leave of a caller after the last refused PIN. Everybody in the dial plan hears the same,
/// whatever the mailbox and the reason.
///
/// @param selfService owners can ask for a new PIN on the server's web page
record TryLater(boolean selfService) {
    void tell(Visit visit, Caller caller) {
        var hint = visit.dialPlan().selfServiceHint();
        var heard = hint.isPresent() && caller.hearLast(hint.get());
        if (!heard && selfService) caller.hearLast(Prompt.SELF_SERVICE);
        caller.hearLast(Prompt.TRY_LATER);
    }
}
