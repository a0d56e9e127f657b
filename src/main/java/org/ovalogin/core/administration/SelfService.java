package org.ovalogin.core.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.mailbox.OwnLink;
import org.ovalogin.core.mailbox.ResetLink;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;

/// Lets owners reset their own PINs through a link sent to the mailbox's e-mail address. Never
/// reveals which mailboxes exist. Thread-safe.
public final class SelfService {
    public static final Duration LINK_LASTS = Duration.ofMinutes(15);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int MAILS_IN_PERIOD = 3;
    private static final int LONGEST_SECRET = 200;

    /// Links in one letter at most.
    private static final int MOST_LINKS = 100;

    /// An address of ordinary length.
    private static final String NOBODY = "nobody.at.all@example.invalid";

    private final MailboxStore store;
    private final PinSafe safe;
    private final PinMaker pins;
    private final OneTimeSecrets secrets;

    SelfService(MailboxStore store, PinSafe safe, PinMaker pins, OneTimeSecrets secrets) {
        this.store = store;
        this.safe = safe;
        this.pins = pins;
        this.secrets = secrets;
    }

    /// The owner's description of a mailbox.
    ///
    /// @param dialPlan empty: the extension is enough if it is unique
    /// @param extensionOrAddress as typed
    public record Asked(Optional<String> dialPlan, String extensionOrAddress) {}

    public sealed interface Outcome {
        /// The PIN is reset and on its way.
        record Done() implements Outcome {}

        /// The link is used, over, or for an older PIN; or the mailbox must not be reset in this
        /// way.
        record Gone() implements Outcome {}

        /// Nothing has changed; try again.
        record Busy() implements Outcome {}
    }

    /// Posts a letter if the mailbox exists. Otherwise writes just as much, so that the next write
    /// does not reveal the difference. Call it some time after the answer.
    ///
    /// @return a pretended letter, whose delivery must be pretended too
    public Optional<UUID> ask(Asked asked) {
        var secret = secrets.next();
        return store.write(
                work -> {
                    var now = work.now();
                    var found = find(work, asked);
                    var recipient = found.flatMap(Mailbox::address).orElse(NOBODY);
                    var sent = work.notices().links(recipient, now.minus(PERIOD));
                    var mailbox = found.filter(_ -> sent < MAILS_IN_PERIOD);
                    var letter = safe.withSecret(letter(mailbox, recipient, now), secret);
                    if (mailbox.isPresent()) {
                        work.notices().post(letter);
                        return Optional.empty();
                    }
                    work.resetLinks().pretend(letter);
                    return Optional.of(letter.id());
                });
    }

    private static Notice letter(Optional<Mailbox> mailbox, String recipient, Instant now) {
        var kind = Notice.Kind.RESET_LINK;
        return mailbox.map(m -> Notice.to(recipient, kind, m, now, Origin.SYSTEM.by(), 0))
                .orElseGet(
                        () ->
                                new Notice(
                                        UUID.randomUUID(),
                                        new Notice.Addressee.Owner(UUID.randomUUID()),
                                        NOBODY,
                                        new Notice.Report(kind, Origin.SYSTEM.by(), 0),
                                        new Notice.Secret(Optional.empty(), 1),
                                        now));
    }

    /// Makes the links of a letter that is about to be delivered: one for each mailbox with its
    /// address, the one asked for first. They are the same ones if the letter is tried again. Empty
    /// for any other letter, or if none may be reset any more.
    public List<OwnLink> links(Notice letter) {
        if (letter.kind() != Notice.Kind.RESET_LINK) return List.of();
        var secret = safe.secret(letter).orElseThrow();
        return store.write(
                work ->
                        inLetter(work, letter).stream()
                                .map(m -> link(work, letter, m, secret))
                                .toList());
    }

    private static List<Mailbox> inLetter(MailboxStore.View view, Notice letter) {
        var asked = letter.mailbox();
        return view.mailboxes().sharing(letter.recipient(), MOST_LINKS).stream()
                .filter(SelfService::allowed)
                .sorted(Comparator.comparing(m -> !asked.equals(Optional.of(m.guid()))))
                .toList();
    }

    private static OwnLink link(
            MailboxStore.Work work, Notice letter, Mailbox mailbox, String letterSecret) {
        var secret = OneTimeSecrets.derived(letterSecret, mailbox.guid().toString());
        work.resetLinks()
                .add(
                        new ResetLink(
                                OneTimeSecrets.hash(secret),
                                mailbox.guid(),
                                mailbox.pin().version(),
                                letter.createdAt(),
                                letter.createdAt().plus(LINK_LASTS)));
        return new OwnLink(mailbox, secret);
    }

    /// Pretends the writes of a letter's delivery: taken, links made, done.
    public void pretendDelivery(UUID letter) {
        store.change(work -> work.resetLinks().pretendDelivery(letter, false));
        store.change(
                work ->
                        work.resetLinks()
                                .pretend(
                                        new ResetLink(
                                                OneTimeSecrets.hash(secrets.next()),
                                                UUID.randomUUID(),
                                                1,
                                                work.now(),
                                                work.now().plus(LINK_LASTS))));
        store.change(work -> work.resetLinks().pretendDelivery(letter, true));
    }

    /// Whether the link could be used. Changes nothing, since mail scanners open links.
    public boolean open(String secret) {
        if (secret.length() > LONGEST_SECRET) return false;
        return store.read(view -> link(view, secret).isPresent());
    }

    /// Uses the link: sends a generated PIN, to be changed at sign-in, to the mailbox's address,
    /// and lifts a failures lock.
    ///
    /// @param from the client's address
    public Outcome confirm(String secret, String from) {
        if (secret.length() > LONGEST_SECRET) return new Outcome.Gone();
        var seen = store.read(view -> link(view, secret));
        if (seen.isEmpty()) return new Outcome.Gone();
        var rules = seen.get().policy().pin();
        try (var pin = pins.generate(rules, seen.get().extensions())) {
            var sealed = pins.sealed(seen.get().guid(), pin);
            var origin = new Origin(Notice.BY_SELF_SERVICE, from);
            return store.<Outcome>write(
                    work -> {
                        var mailbox =
                                work.resetLinks()
                                        .redeem(OneTimeSecrets.hash(secret))
                                        .flatMap(l -> work.mailboxes().find(l.mailbox()))
                                        .filter(SelfService::allowed);
                        if (mailbox.isEmpty()) return new Outcome.Gone();
                        var now = work.now();
                        var before = mailbox.get();
                        var after =
                                before.with(before.lockouts().unlock())
                                        .with(before.pin().given(sealed, now, true));
                        work.notices().cancelPins(after.guid());
                        work.mailboxes().save(after);
                        work.events().append(Event.of(now, Name.PIN_RESET, after, origin));
                        if (before.lockouts().hasLock())
                            work.events().append(Event.of(now, Name.UNLOCKED, after, origin));
                        var kind = Notice.Kind.RESET;
                        work.notices().post(pins.letters(kind, after, now, origin.by(), pin));
                        return new Outcome.Done();
                    });
        } catch (NotDone e) {
            return new Outcome.Busy();
        }
    }

    private static Optional<Mailbox> link(MailboxStore.View view, String secret) {
        return view.resetLinks()
                .find(OneTimeSecrets.hash(secret))
                .flatMap(l -> view.mailboxes().find(l.mailbox()))
                .filter(SelfService::allowed);
    }

    private static boolean allowed(Mailbox mailbox) {
        return mailbox.address().isPresent()
                && mailbox.subscriberAccess()
                && !mailbox.lockouts().lockedByAdministrator();
    }

    /// The mailbox, or the first that may be reset of those that share the address.
    private static Optional<Mailbox> find(MailboxStore.View view, Asked asked) {
        var typed = asked.extensionOrAddress().strip();
        if (TextChecks.isAddress(typed)) {
            return Stream.concat(
                            view.mailboxes().withAddress(typed).stream(),
                            view.mailboxes().withAlias(typed).stream())
                    .filter(SelfService::allowed)
                    .findFirst();
        }
        return named(view, asked, typed).filter(SelfService::allowed);
    }

    private static Optional<Mailbox> named(MailboxStore.View view, Asked asked, String typed) {
        if (asked.dialPlan().isPresent())
            return view.mailboxes().find(new MailboxKey(asked.dialPlan().get(), typed));
        var found = view.mailboxes().withExtension(typed);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
