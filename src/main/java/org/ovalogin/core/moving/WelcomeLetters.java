package org.ovalogin.core.moving;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.EmailAddress;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.signin.LetterRate;
import org.ovalogin.core.signin.TokenBuckets;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;

/// Hands out the letters of imports when they are due, no faster than `mail.rate`. A generated PIN
/// is made in the transaction that hands its letter out. Thread-safe.
public final class WelcomeLetters {
    private static final String FROM = "import";

    private final MailboxStore store;
    private final PinSafe safe;
    private final HashQueue queue;
    private final PinGenerator generator;
    private final LetterRate rate;

    /// @param perMinute letters, on all servers together
    public WelcomeLetters(
            MailboxStore store,
            PinSafe safe,
            HashQueue queue,
            PinGenerator generator,
            TokenBuckets buckets,
            int perMinute) {
        this.store = store;
        this.safe = safe;
        this.queue = queue;
        this.generator = generator;
        this.rate = new LetterRate(buckets, perMinute);
    }

    /// The next letter, which nobody else gets within `lease`.
    Optional<Letter> claim(Duration lease) {
        var due = store.read(view -> view.notices().welcomeDue());
        if (due.isEmpty() || !rate.take()) return Optional.empty();
        return due.get().kind() == Notice.Kind.WELCOME_DUE
                ? withPin(due.get(), lease)
                : claim(due.get(), due.get(), lease);
    }

    private Optional<Letter> claim(Notice due, Notice letter, Duration lease) {
        return store.write(
                work ->
                        work.mailboxes()
                                .find(guid(due))
                                .filter(
                                        _ ->
                                                work.notices()
                                                        .take(due, letter, work.now().plus(lease)))
                                .map(mailbox -> new Letter(letter, mailbox)));
    }

    private Optional<Letter> withPin(Notice due, Duration lease) {
        var seen = store.read(view -> view.mailboxes().find(guid(due)));
        if (seen.isEmpty()) return Optional.empty();
        var mailbox = seen.get();
        if (replaced(due, mailbox) || mailbox.address().isEmpty())
            return claim(due, as(due, mailbox), lease);
        var ticket = queue.ticket();
        if (ticket.isEmpty()) return Optional.empty(); // the next round tries again
        try (var place = ticket.get();
                var pin = generator.generate(mailbox.policy().pin(), mailbox.extensions())) {
            var sealed = safe.sealHash(mailbox.guid(), place.hash(pin), pin);
            return store.write(work -> give(work, due, pin, sealed, lease));
        }
    }

    /// Somebody has reset the PIN since the import.
    private static boolean replaced(Notice due, Mailbox mailbox) {
        return mailbox.pin().version() != due.secret().pinVersion();
    }

    private Optional<Letter> give(
            MailboxStore.Work work, Notice due, Pin pin, String sealed, Duration lease) {
        var found =
                work.mailboxes()
                        .find(guid(due))
                        .filter(m -> !replaced(due, m) && m.address().isPresent());
        if (found.isEmpty()) return Optional.empty();
        var now = work.now();
        var mailbox = found.get().with(found.get().pin().given(sealed, now, true));
        var letter = safe.withPin(as(due, mailbox), pin);
        if (!work.notices().take(due, letter, now.plus(lease))) return Optional.empty();
        work.mailboxes().save(mailbox);
        work.events()
                .append(Event.of(now, Event.Name.PIN_RESET, mailbox, new Origin(due.by(), FROM)));
        return Optional.of(new Letter(letter, mailbox));
    }

    /// The letter that this one becomes, at the address that the mailbox has by now.
    private static Notice as(Notice due, Mailbox mailbox) {
        return new Notice(
                due.id(),
                due.to(),
                mailbox.address().map(EmailAddress::ascii).orElse(due.recipient()),
                new Notice.Report(Notice.Kind.WELCOME, due.by(), due.failures()),
                Notice.Secret.none(mailbox.pin().version()),
                due.createdAt());
    }

    private static UUID guid(Notice notice) {
        return notice.mailbox().orElseThrow();
    }
}
