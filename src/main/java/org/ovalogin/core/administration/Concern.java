package org.ovalogin.core.administration;

/// A matter that needs an administrator's attention.
///
/// @param count of letters, mailboxes, events or days, as the kind says; 0 where nothing is counted
/// @param subject the thing concerned, or a moment as in [java.time.Instant#toString()]; empty
///   where the kind says it
/// @param words of others, without secrets: a mail server's answer, a remedy in English; may be
///   empty
public record Concern(Kind kind, long count, String subject, String words) {
    /// In the order of urgency.
    public enum Kind {
        /// A spent budget of failed sign-ins; subject: whose, after the budget's title and a blank.
        BUDGET_SPENT,
        /// Letters that wait after a failed try; subject: the next try; words: the mail server's
        /// answer.
        LETTERS_DELAYED,
        /// Mailboxes whose owner did not get a letter.
        LETTERS_FAILED,
        /// E-mails are written to files.
        NO_MAIL_SERVER,
        /// Whole days until the end of the certificate, 0 or less where it has ended; subject: its
        /// end.
        CERTIFICATE_ENDS,
        /// Lock-outs within 24 hours.
        LOCKED_LATELY,
        /// Mailboxes whose PIN lapses within a week.
        LAPSING,
        /// A finding of `./ova doctor`; words: the remedy.
        FINDING
    }

    static Concern of(Kind kind, long count) {
        return new Concern(kind, count, "", "");
    }
}
