package org.ovalogin.call.dialog;

import java.util.Locale;
import org.ovalogin.core.mailbox.Admission;

/// The ways our part of a call ends. Each has its `OVA_RESULT`.
sealed interface Outcome {
    /// The caller signed in.
    record SignedIn(Admission admission, Next next) implements Outcome {}

    /// The call had `LogonFailuresBeforeDisconnect` refusals.
    record Failed() implements Outcome {}

    /// The call came from the own phone of a locked mailbox.
    record Locked() implements Outcome {}

    /// The caller left or ran out of patience before signing in.
    record Cancelled() implements Outcome {}

    record Operator(String extension) implements Outcome {}

    record Unavailable() implements Outcome {}

    /// The dialplan's next step for a signed-in caller.
    enum Next {
        VOICEMAIL,
        GREETINGS,
        HANGUP
    }

    /// The value of `OVA_RESULT`.
    default String ovaResult() {
        return switch (this) {
            case SignedIn _ -> "SUCCESS";
            case Failed _ -> "FAILED";
            case Locked _ -> "LOCKED";
            case Cancelled _, Operator _ -> "CANCELLED";
            case Unavailable _ -> "UNAVAILABLE";
        };
    }

    /// The value of `OVA_NEXT`.
    default String ovaNext() {
        return switch (this) {
            case SignedIn in -> in.next().name().toLowerCase(Locale.ROOT);
            case Operator _ -> "operator";
            case Failed _, Locked _, Cancelled _, Unavailable _ -> "hangup";
        };
    }
}
