package org.ovalogin.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// One entry of the append-only record of what happened to mailboxes.
///
/// @param result says more where the name alone does not: for a sign-in one of [SignInResult], else
///   empty
/// @param mailbox empty: unknown; the digits of an unknown extension are kept nowhere
/// @param count more than 1 where a flood of like refusals within a minute was put into one row
public record Event(
        Instant at,
        Name name,
        String result,
        String dialPlan,
        Optional<UUID> mailbox,
        Origin origin,
        int count) {

    /// How long events are kept.
    public static final Duration KEPT = Duration.ofDays(400);

    public enum Name {
        SIGN_IN,
        PIN_CHANGED,
        PIN_RESET,
        AUTOMATIC_RESET,
        LOCKED,
        UNLOCKED,
        LOCK_LIFTED,
        ENABLED,
        MAIL_SENT,
        MAIL_FAILED;

        /// As in Exchange's reports: `PinChanged`.
        public String title() {
            var title = new StringBuilder();
            for (var word : name().split("_", -1))
                title.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
            return title.toString();
        }
    }

    /// What came of an entry of extension and PIN. `WRONG_PIN`, `SUCCESS` and `STALE` are the
    /// comparisons with a mailbox's own hash.
    public enum SignInResult {
        SUCCESS("Success"),
        WRONG_PIN("WrongPin"),
        /// Right, but overtaken by a newer PIN, streak or lock before it was committed.
        STALE("Stale"),
        LOCKED("Locked"),
        LAPSED("Lapsed"),
        DISABLED("Disabled"),
        UNKNOWN_EXTENSION("UnknownExtension"),
        UNAVAILABLE("Unavailable");

        private final String title;

        SignInResult(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /// A refused sign-in that no charge bounds, so there can be floods of it.
    public boolean refusalWithoutComparison() {
        return name == Name.SIGN_IN
                && !result.equals(SignInResult.SUCCESS.title)
                && !result.equals(SignInResult.WRONG_PIN.title)
                && !result.equals(SignInResult.STALE.title);
    }

    static Event signIn(
            Instant at,
            SignInResult result,
            String dialPlan,
            Optional<UUID> mailbox,
            Origin origin) {
        return new Event(at, Name.SIGN_IN, result.title(), dialPlan, mailbox, origin, 1);
    }

    static Event of(Instant at, Name name, Mailbox mailbox, Origin origin) {
        return new Event(
                at, name, "", mailbox.dialPlan().name(), Optional.of(mailbox.guid()), origin, 1);
    }
}
