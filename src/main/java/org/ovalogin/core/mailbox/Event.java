package org.ovalogin.core.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.pin.Lockouts;

/// One entry of the append-only record of what happened to mailboxes.
///
/// @param result says more where the name alone does not: for a sign-in one of [SignInResult], for
///   a lock of one path alone `Outside` or `Trusted`, else mostly empty
/// @param mailbox empty: unknown; the digits of an unknown extension are kept nowhere
/// @param subject the policy, dial plan or account that it is about, or the account that a letter
///   about no mailbox was to; empty: none of these
/// @param count more than 1 where a flood of like refusals within a minute was put into one row
public record Event(
        Instant at,
        Name name,
        String result,
        String dialPlan,
        Optional<UUID> mailbox,
        String subject,
        Origin origin,
        int count) {

    /// Result of a sign-in of an account: in.
    public static final String SUCCESS = "Success";

    /// Result of a sign-in of an account: refused, whatever was wrong.
    public static final String FAILED = "Failed";

    /// Result of a sign-in of an account: not even tried, since too many had failed.
    public static final String DELAYED = "Delayed";

    /// Refusals without a comparison in a minute. Beyond it callers' numbers, which anybody can
    /// forge, are told no more, so that another one for each call is no way to fill the disk.
    private static final int MOST_REFUSALS = 200;

    /// Beyond this one the mailboxes aren't either.
    private static final int MOST_OF_MAILBOXES = 1_000;

    /// And beyond this one not even where they come from, or which account it was.
    public static final int MOST_OF_PLACES = 1_100;

    private static final String SEVERAL = "several";

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
        DISABLED,
        MAILBOX_CHANGED,
        POLICY_CHANGED,
        DIAL_PLAN_CHANGED,
        ACCOUNT_CHANGED,
        /// Of an account, to administer; not of a caller.
        ACCOUNT_SIGN_IN,
        /// A budget of failures is spent; the result is which, the subject whose.
        BUDGET_ALARM,
        BUDGET_RESET,
        MAIL_SENT,
        MAIL_FAILED,
        /// Another key is in use, or everything is under it by now.
        KEY_ROTATED,
        /// Everything from now on follows what a backup held.
        RESTORED;

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
        /// Not compared: too much has failed from there, whatever the mailbox.
        OVER_BUDGET("OverBudget"),
        UNAVAILABLE("Unavailable"),
        /// Let in from the own phone, where policy and mailbox allow it; nothing was compared.
        WITHOUT_PIN("WithoutPin"),
        /// Back from voice mail within the same call, by a token; nothing was compared.
        RETURNED("Returned");

        private final String title;

        SignInResult(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /// As the result of a lock's event: of which path it is, where that is not all.
    public static String path(Set<Lockouts.Path> paths) {
        return paths.equals(Set.of(Lockouts.Path.OUTSIDE))
                ? "Outside"
                : paths.equals(Set.of(Lockouts.Path.TRUSTED)) ? "Trusted" : "";
    }

    /// A sign-in that no charge bounds, so there can be floods of it.
    public boolean unbounded() {
        if (name == Name.ACCOUNT_SIGN_IN) return result.equals(DELAYED);
        return name == Name.SIGN_IN
                && !result.equals(SignInResult.SUCCESS.title)
                && !result.equals(SignInResult.WRONG_PIN.title)
                && !result.equals(SignInResult.STALE.title);
    }

    /// As it is recorded among others.
    ///
    /// @param others different refusals without a comparison that this minute has had already
    public Event among(int others) {
        if (!unbounded() || others < MOST_REFUSALS) return this;
        var everywhere = others >= MOST_OF_PLACES;
        return new Event(
                at,
                name,
                result,
                dialPlan,
                others < MOST_OF_MAILBOXES ? mailbox : Optional.empty(),
                everywhere && !subject.isEmpty() ? SEVERAL : subject,
                new Origin(SEVERAL, everywhere ? SEVERAL : origin.from()),
                count);
    }

    /// The same of another moment, so many times.
    public Event(Event event, Instant at, int count) {
        this(
                at,
                event.name,
                event.result,
                event.dialPlan,
                event.mailbox,
                event.subject,
                event.origin,
                count);
    }

    public static Event signIn(
            Instant at,
            SignInResult result,
            String dialPlan,
            Optional<UUID> mailbox,
            Origin origin) {
        return new Event(at, Name.SIGN_IN, result.title(), dialPlan, mailbox, "", origin, 1);
    }

    public static Event of(Instant at, Name name, Mailbox mailbox, Origin origin) {
        return of(at, name, "", mailbox, origin);
    }

    public static Event of(Instant at, Name name, String result, Mailbox mailbox, Origin origin) {
        return new Event(
                at,
                name,
                result,
                mailbox.dialPlan().name(),
                Optional.of(mailbox.guid()),
                "",
                origin,
                1);
    }

    /// About something that is no mailbox.
    ///
    /// @param dialPlan empty: of none
    public static Event about(
            Instant at, Name name, String result, String dialPlan, String subject, Origin origin) {
        return new Event(at, name, result, dialPlan, Optional.empty(), subject, origin, 1);
    }

    /// @param done everything is under the new key by now
    public static Event keyRotated(Instant at, String keyId, boolean done, Origin origin) {
        return about(at, Name.KEY_ROTATED, done ? "Done" : "Begun", "", keyId, origin);
    }
}
