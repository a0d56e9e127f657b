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
/// @param by the person whose action is reported to the owner
/// @param failures failed attempts reported to the owner; 0: none
/// @param sealedPin the new PIN or a link's secret, encrypted and bound to this row, mailbox and
///   recipient; empty in a notice without a secret
/// @param pinVersion the PIN's version at the time of writing
public record Notice(
        UUID id,
        Addressee to,
        Kind kind,
        String recipient,
        Instant createdAt,
        String by,
        int failures,
        Optional<String> sealedPin,
        long pinVersion) {

    /// The addressee, who determines text and language.
    public sealed interface Addressee {
        /// The owner of this mailbox.
        record Owner(UUID mailbox) implements Addressee {}

        /// Somebody without a mailbox.
        ///
        /// @param account its name
        record Administrator(String account, Language language) implements Addressee {}
    }

    /// To a mailbox's owner.
    public Notice(
            UUID id,
            UUID mailbox,
            Kind kind,
            String recipient,
            Instant createdAt,
            String by,
            int failures,
            Optional<String> sealedPin,
            long pinVersion) {
        this(
                id,
                new Addressee.Owner(mailbox),
                kind,
                recipient,
                createdAt,
                by,
                failures,
                sealedPin,
                pinVersion);
    }

    /// The author of a reset that owners request for themselves.
    public static final String BY_SELF_SERVICE = "self-service";

    public enum Kind {
        WELCOME,
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
        CHANGED,
        /// The PIN will have to be changed soon.
        EXPIRING,
        /// Carries the secret of a [ResetLink] instead of a PIN.
        RESET_LINK,
        /// To an administrator, with or without a mailbox: a budget is spent. The field `by` names
        /// the budget and its owner.
        BUDGET_ALARM
    }

    /// Empty for an administrator who has none.
    public Optional<UUID> mailbox() {
        return to instanceof Addressee.Owner(var mailbox) ? Optional.of(mailbox) : Optional.empty();
    }

    /// Whether its secret is the mailbox's new PIN, so that a newer PIN makes it void.
    public boolean withPin() {
        return sealedPin.isPresent() && kind != Kind.RESET_LINK;
    }

    /// Omits recipient and secret: it may be logged.
    @Override
    public String toString() {
        return "Notice[id=%s, to=%s, kind=%s]".formatted(id, to, kind);
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
                mailbox.guid(),
                kind,
                EmailAddress.ascii(recipient),
                now,
                by,
                failures,
                Optional.empty(),
                mailbox.pin().version());
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
                kind,
                EmailAddress.ascii(recipient),
                now,
                by,
                0,
                Optional.empty(),
                0);
    }
}
