package org.ovalogin.notify.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Origin;

/// Sample events.
public final class Happenings {
    private static final Instant AT = Instant.parse("2026-11-23T04:05:06.789Z");

    public static final Event WRONG_PIN =
            new Event(
                    AT,
                    new Event.Occurrence(Name.SIGN_IN, Event.SignInResult.WRONG_PIN.title()),
                    new Event.Target(
                            "default",
                            Optional.of(UUID.fromString("6f2c5bd2-9a3e-4a35-8f0e-0d6b7a4a1c11")),
                            ""),
                    new Origin("caller 0611", "10.1.2.3 PJSIP/trunk"),
                    1);

    private Happenings() {}

    /// A refused sign-in of account tony.
    public static Event by(Origin origin) {
        return signIn("Failed", origin);
    }

    public static Event signIn(String result, Origin origin) {
        return new Event(
                AT,
                new Event.Occurrence(Name.ACCOUNT_SIGN_IN, result),
                new Event.Target("", Optional.empty(), "tony"),
                origin,
                1);
    }

    /// The nth of many.
    static Event numbered(int n) {
        return by(new Origin("account tony", "number " + n));
    }
}
