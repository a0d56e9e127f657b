package org.ovalogin.core.moving;

import java.util.List;

/// What an import did.
///
/// @param enabled mailboxes that are new
/// @param changed mailboxes with new names, addresses or language
/// @param notDone boxes that somebody else came before, each with the reason
/// @param locked new mailboxes without a PIN, for the administrator
/// @param letters how many wait for their time
public record MovedIn(
        int enabled, int changed, List<BoxOutcome> notDone, List<BoxOutcome> locked, int letters) {
    public MovedIn {
        notDone = List.copyOf(notDone);
        locked = List.copyOf(locked);
    }
}
