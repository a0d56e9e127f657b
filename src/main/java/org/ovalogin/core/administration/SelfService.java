package org.ovalogin.core.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.account.OneTimeSecrets;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;
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

    /// Sends a link if the mailbox exists. Otherwise writes just as much, so that the next write
    /// does not reveal the difference. Call it some time after the answer.
    ///
    /// @return a pretended letter, whose delivery must be pretended too
    public Optional<UUID> ask(Asked asked) {
        var secret = secrets.next();
        return store.write(
                work -> {
                    var now = work.now();
                    var found = find(work, asked).filter(SelfService::allowed);
                    var guid = found.map(Mailbox::guid).orElseGet(UUID::randomUUID);
                    var sent = work.resetLinks().sent(guid, now.minus(PERIOD));
                    var mailbox = found.filter(_ -> sent < MAILS_IN_PERIOD);
                    var link =
                            new ResetLink(
                                    OneTimeSecrets.hash(secret),
                                    guid,
                                    mailbox.map(m -> m.pin().version()).orElse(1L),
                                    now,
                                    now.plus(LINK_LASTS));
                    var letter = safe.withSecret(letter(mailbox, guid, now), secret);
                    if (mailbox.isPresent()) {
                        work.resetLinks().add(link);
                        work.notices().post(letter);
                        return Optional.empty();
                    }
                    work.resetLinks().pretend(link, letter);
                    return Optional.of(letter.id());
                });
    }

    private static Notice letter(Optional<Mailbox> mailbox, UUID guid, Instant now) {
        var kind = Notice.Kind.RESET_LINK;
        return mailbox.map(m -> Notice.plain(kind, m, now, Origin.SYSTEM.by(), 0))
                .orElseGet(
                        () ->
                                new Notice(
                                        UUID.randomUUID(),
                                        new Notice.Addressee.Owner(guid),
                                        NOBODY,
                                        new Notice.Report(kind, Origin.SYSTEM.by(), 0),
                                        new Notice.Secret(Optional.empty(), 1),
                                        now));
    }

    /// Pretends the two writes of a letter's delivery: taken and done.
    public void pretendDelivery(UUID letter) {
        store.change(work -> work.resetLinks().pretendDelivery(letter, false));
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
                        var notice = Notice.plain(Notice.Kind.RESET, after, now, origin.by(), 0);
                        work.notices().post(pins.withPin(notice, pin));
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
        return mailbox.subscriberAccess() && !mailbox.lockouts().lockedByAdministrator();
    }

    private static Optional<Mailbox> find(MailboxStore.View view, Asked asked) {
        var typed = asked.extensionOrAddress().strip();
        if (TextChecks.isAddress(typed))
            return view.mailboxes().withAddress(typed).or(() -> view.mailboxes().withAlias(typed));
        if (asked.dialPlan().isPresent())
            return view.mailboxes().find(new MailboxKey(asked.dialPlan().get(), typed));
        var found = view.mailboxes().withExtension(typed);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
