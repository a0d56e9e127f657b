package org.ovalogin.core.moving;

import java.util.List;
import java.util.stream.Stream;

/// The result of an import.
///
/// @param enabled mailboxes that are new
/// @param changed mailboxes with new names, addresses or language
/// @param notDone boxes whose place was taken meanwhile, each with the reason
/// @param locked new mailboxes without a PIN, for the administrator
/// @param letters how many wait for their time
public record MovedIn(
        int enabled, int changed, List<BoxOutcome> notDone, List<BoxOutcome> locked, int letters) {
    public MovedIn {
        notDone = List.copyOf(notDone);
        locked = List.copyOf(locked);
    }

    static final MovedIn NOTHING = new MovedIn(0, 0, List.of(), List.of(), 0);

    static MovedIn notDone(BoxOutcome outcome, String reason) {
        return new MovedIn(
                0,
                0,
                List.of(
                        new BoxOutcome(
                                outcome.box(),
                                outcome.dialPlan(),
                                BoxOutcome.Kind.CONFLICT,
                                List.of(reason))),
                List.of(),
                0);
    }

    MovedIn and(MovedIn more) {
        return new MovedIn(
                enabled + more.enabled,
                changed + more.changed,
                Stream.concat(notDone.stream(), more.notDone.stream()).toList(),
                Stream.concat(locked.stream(), more.locked.stream()).toList(),
                letters + more.letters);
    }
}
