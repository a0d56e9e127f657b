package org.ovalogin.core.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.pin.Lockouts;

/// One entry of the append-only record of events.
///
/// @param count above 1 if a flood of similar refusals within a minute shares this row
/// @param changes of an administrator to the object
public record Event(
        Instant at,
        Occurrence occurrence,
        Target target,
        Origin origin,
        int count,
        FieldChanges changes) {
    /// An event without changed fields.
    public Event(Instant at, Occurrence occurrence, Target target, Origin origin, int count) {
        this(at, occurrence, target, origin, count, FieldChanges.NONE);
    }

    /// A kind of event and its result.
    ///
    /// @param result details beyond the name: a [SignInResult] for a sign-in, `Outside` or
    ///   `Trusted` for a lock of one path alone, mostly empty otherwise
    public record Occurrence(Name name, String result) {
        /// Whether the result belongs to a sign-in that no charge bounds, so that floods are
        /// possible.
        boolean unbounded() {
            if (name == Name.ACCOUNT_SIGN_IN) return result.equals(DELAYED);
            return name == Name.SIGN_IN
                    && !result.equals(SignInResult.SUCCESS.title)
                    && !result.equals(SignInResult.WRONG_PIN.title)
                    && !result.equals(SignInResult.STALE.title);
        }
    }

    /// The object of an event.
    ///
    /// @param dialPlan its name; empty: none
    /// @param mailbox empty: unknown; the digits of an unknown extension are stored nowhere
    /// @param subject the policy, dial plan or account concerned, or the account that received a
    ///   letter about no mailbox; empty: none of these
    public record Target(String dialPlan, Optional<UUID> mailbox, String subject) {
        static Target of(Mailbox mailbox) {
            return new Target(mailbox.dialPlan().name(), Optional.of(mailbox.guid()), "");
        }

        private Target withoutMailbox() {
            return new Target(dialPlan, Optional.empty(), subject);
        }

        private Target ofSeveral() {
            return new Target(dialPlan, mailbox, subject.isEmpty() ? "" : SEVERAL);
        }
    }

    /// Result of an account's sign-in: signed in.
    public static final String SUCCESS = "Success";

    /// Result of an account's sign-in: refused, for whatever reason.
    public static final String FAILED = "Failed";

    /// Result of an account's sign-in: not tried, since too many attempts had failed.
    public static final String DELAYED = "Delayed";

    /// Result of an automatic reset: not made, since the mailbox has no e-mail address.
    public static final String NO_ADDRESS = "NoAddress";

    /// Result of an unlock: by the owner at the own phone, for calls from elsewhere.
    public static final String OUTSIDE = "Outside";

    /// Result of a lock: the owner has blocked calls from elsewhere.
    public static final String BY_OWNER = "ByOwner";

    /// Rows of refusals without a comparison per minute after which callers' numbers are no longer
    /// recorded. Anybody can forge numbers; a row for each would let an attacker fill the disk.
    private static final int MOST_REFUSALS = 200;

    /// Such rows per minute after which the mailbox is no longer recorded either.
    private static final int MOST_OF_MAILBOXES = 1_000;

    /// Such rows per minute after which even origin and account are no longer recorded.
    public static final int MOST_OF_PLACES = 1_100;

    private static final String SEVERAL = "several";

    /// Age at which events are deleted.
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
        /// Sign-in of an account to administer, not of a caller.
        ACCOUNT_SIGN_IN,
        /// A budget of failures is spent; the result names its kind, the subject its owner.
        BUDGET_ALARM,
        BUDGET_RESET,
        MAIL_SENT,
        MAIL_FAILED,
        /// Another key is in use, or everything is now under it.
        KEY_ROTATED,
        /// New hashes have another cost; the subject says which.
        HASH_COST_CHANGED,
        /// All later events follow the state of a backup.
        RESTORED,
        /// Boxes of another voice mail became mailboxes; the subject says how many.
        IMPORTED,
        /// A bulk job has begun or ended; the subject says what and how many.
        BULK_JOB,
        /// The owner says that a sign-in or an attempt was not theirs.
        MISUSE_REPORTED,
        /// A file with a copy of the installation was written; the result says whether it is
        /// encrypted.
        BACKED_UP,
        /// An administrator sent a test letter; the address is not recorded.
        MAIL_TESTED,
        /// An administrator put the checklist of a new installation away.
        CHECKLIST_CLOSED;

        /// The name as in Exchange's reports: `PinChanged`.
        public String title() {
            var title = new StringBuilder();
            for (var word : name().split("_", -1))
                title.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
            return title.toString();
        }
    }

    /// The result of an entry of extension and PIN. `WRONG_PIN`, `SUCCESS` and `STALE` are
    /// comparisons with a mailbox's own hash.
    public enum SignInResult {
        SUCCESS("Success"),
        WRONG_PIN("WrongPin"),
        /// The PIN was right, but a newer PIN, streak or lock was committed first.
        STALE("Stale"),
        LOCKED("Locked"),
        LAPSED("Lapsed"),
        DISABLED("Disabled"),
        UNKNOWN_EXTENSION("UnknownExtension"),
        /// Not compared: too many failures from there, whatever the mailbox.
        OVER_BUDGET("OverBudget"),
        UNAVAILABLE("Unavailable"),
        /// Admitted without a comparison from the own phone; policy and mailbox allow it.
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

    /// The result of a lock's event: the locked path; empty if both are locked.
    public static String path(Set<Lockouts.Path> paths) {
        return paths.equals(Set.of(Lockouts.Path.OUTSIDE))
                ? OUTSIDE
                : paths.equals(Set.of(Lockouts.Path.TRUSTED)) ? "Trusted" : "";
    }

    public Name name() {
        return occurrence.name();
    }

    public String result() {
        return occurrence.result();
    }

    public String dialPlan() {
        return target.dialPlan();
    }

    public Optional<UUID> mailbox() {
        return target.mailbox();
    }

    public String subject() {
        return target.subject();
    }

    /// Whether it is a sign-in that no charge bounds, so that floods are possible.
    public boolean unbounded() {
        return occurrence.unbounded();
    }

    /// The event as recorded during a flood.
    ///
    /// @param others different refusals without a comparison already recorded in this minute
    public Event among(int others) {
        if (!unbounded() || others < MOST_REFUSALS) return this;
        var everywhere = others >= MOST_OF_PLACES;
        var known = others < MOST_OF_MAILBOXES ? target : target.withoutMailbox();
        return new Event(
                at,
                occurrence,
                everywhere ? known.ofSeveral() : known,
                new Origin(SEVERAL, everywhere ? SEVERAL : origin.from()),
                count);
    }

    /// The same event at another time, with a count.
    public Event counted(Instant last, int times) {
        return new Event(last, occurrence, target, origin, times, changes);
    }

    /// The same event with the fields that were changed.
    public Event with(FieldChanges fields) {
        return new Event(at, occurrence, target, origin, count, fields);
    }

    public static Event signIn(
            Instant at,
            SignInResult result,
            String dialPlan,
            Optional<UUID> mailbox,
            Origin origin) {
        return new Event(
                at,
                new Occurrence(Name.SIGN_IN, result.title()),
                new Target(dialPlan, mailbox, ""),
                origin,
                1);
    }

    public static Event of(Instant at, Name name, Mailbox mailbox, Origin origin) {
        return of(at, name, "", mailbox, origin);
    }

    public static Event of(Instant at, Name name, String result, Mailbox mailbox, Origin origin) {
        return new Event(at, new Occurrence(name, result), Target.of(mailbox), origin, 1);
    }

    /// An event about something other than a mailbox.
    ///
    /// @param dialPlan empty: none
    public static Event about(
            Instant at, Name name, String result, String dialPlan, String subject, Origin origin) {
        return new Event(
                at,
                new Occurrence(name, result),
                new Target(dialPlan, Optional.empty(), subject),
                origin,
                1);
    }

    /// @param done everything is now under the new key
    public static Event keyRotated(Instant at, String keyId, boolean done, Origin origin) {
        return about(at, Name.KEY_ROTATED, done ? "Done" : "Begun", "", keyId, origin);
    }
}
