package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.input.Language;

/// A message to a mailbox's owner or to an administrator, as stored in the outbox.
///
/// @param recipient an e-mail address in its ASCII form, except where a server of the previous
///   release wrote it: the mailbox's own, or the one named at the reset
public record Notice(
        UUID id, Addressee to, String recipient, Report report, Secret secret, Instant createdAt) {

    /// The addressee, who determines text and language.
    public sealed interface Addressee {
        /// The owner of this mailbox.
        record Owner(UUID mailbox) implements Addressee {}

        /// Somebody without a mailbox.
        ///
        /// @param account its name
        record Administrator(String account, Language language) implements Addressee {}
    }

    /// The news.
    ///
    /// @param by the person whose action is reported to the owner
    /// @param failures failed attempts reported to the owner; 0: none
    public record Report(Kind kind, String by, int failures) {}

    /// The confidential part of a letter.
    ///
    /// @param sealed the new PIN or a link's secret, encrypted and bound to its row, mailbox and
    ///   recipient; empty in a notice without a secret
    /// @param pinVersion the PIN's version at the time of writing
    public record Secret(Optional<String> sealed, long pinVersion) {
        /// A notice without a secret.
        public static Secret none(long pinVersion) {
            return new Secret(Optional.empty(), pinVersion);
        }

        /// Omits the secret: it may be logged.
        @Override
        public String toString() {
            return "Secret[pinVersion=%d]".formatted(pinVersion);
        }
    }

    /// The author of a reset that owners request for themselves.
    public static final String BY_SELF_SERVICE = "self-service";

    public enum Kind {
        WELCOME,
        /// Tells the owner that the mailbox was moved in with its PIN.
        MOVED_IN,
        /// Becomes a [#WELCOME] when it is due: the PIN that it will carry does not exist before.
        WELCOME_DUE,
        RESET,
        /// Reports a reset; the PIN itself went elsewhere.
        RESET_NOTICE,
        AUTOMATIC_RESET,
        LOCKED,
        /// Calls from elsewhere are blocked; the own phone still works.
        OUTSIDE_LOCKED,
        /// The own phone is blocked; calls from elsewhere still work.
        TRUSTED_LOCKED,
        LOCKED_BY_ADMINISTRATOR,
        /// Calls from elsewhere are let in again, as the owner wished at the own phone.
        OUTSIDE_ALLOWED,
        /// Calls from elsewhere are blocked, as the owner wished at the own phone.
        OUTSIDE_BLOCKED,
        CHANGED,
        /// The PIN will have to be changed soon.
        EXPIRING,
        /// Carries the secret of a [ResetLink] instead of a PIN.
        RESET_LINK,
        /// To an administrator, with or without a mailbox: a budget is spent. The field `by` names
        /// the budget and its owner.
        BUDGET_ALARM,
        /// To an administrator, with or without a mailbox: an owner says that somebody else has
        /// used the mailbox that the field `by` names.
        MISUSE_REPORTED
    }

    public Kind kind() {
        return report.kind();
    }

    public String by() {
        return report.by();
    }

    public int failures() {
        return report.failures();
    }

    /// The same notice with this secret.
    public Notice withSecret(String sealed) {
        return new Notice(
                id,
                to,
                recipient,
                report,
                new Secret(Optional.of(sealed), secret.pinVersion()),
                createdAt);
    }

    /// Empty for an administrator who has none.
    public Optional<UUID> mailbox() {
        return to instanceof Addressee.Owner(var mailbox) ? Optional.of(mailbox) : Optional.empty();
    }

    /// Whether its secret is the mailbox's new PIN, so that a newer PIN makes it void.
    public boolean withPin() {
        return secret.sealed().isPresent() && kind() != Kind.RESET_LINK;
    }

    /// Omits recipient and secret: it may be logged.
    @Override
    public String toString() {
        return "Notice[id=%s, to=%s, kind=%s]".formatted(id, to, kind());
    }

    /// The name of its file if it is delivered as one. Names sort by time.
    public String file() {
        return "%s-%s.eml".formatted(createdAt.toString().replaceAll("[:.]", "-"), id);
    }

    /// A notice to the mailbox's own address and each of its `NotifyAddresses`; none if it has no
    /// address.
    public static List<Notice> plain(
            Kind kind, Mailbox mailbox, Instant now, String by, int failures) {
        return mailbox.addresses().forNotices().stream()
                .map(address -> to(address, kind, mailbox, now, by, failures))
                .toList();
    }

    public static Notice to(
            String recipient, Kind kind, Mailbox mailbox, Instant now, String by, int failures) {
        return new Notice(
                UUID.randomUUID(),
                new Addressee.Owner(mailbox.guid()),
                EmailAddress.ascii(recipient),
                new Report(kind, by, failures),
                Secret.none(mailbox.pin().version()),
                now);
    }

    public static Notice to(
            String recipient,
            Kind kind,
            Addressee.Administrator administrator,
            Instant now,
            String by) {
        return new Notice(
                UUID.randomUUID(),
                administrator,
                EmailAddress.ascii(recipient),
                new Report(kind, by, 0),
                Secret.none(0),
                now);
    }
}
