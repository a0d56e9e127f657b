package org.ovalogin.mailbox;

import java.time.Duration;
import java.util.Optional;
import org.ovalogin.mailbox.Event.Name;

/// Owners reset their own PINs by a link that goes to the mailbox's e-mail address. Nobody learns
/// from here which mailboxes there are. Thread-safe.
public final class SelfService {
    public static final Duration LINK_LASTS = Duration.ofMinutes(15);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int MAILS_IN_PERIOD = 3;
    private static final int LONGEST_SECRET = 200;

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

    /// Which mailbox an owner means.
    ///
    /// @param dialPlan empty: the extension is enough where one mailbox alone has it
    /// @param extensionOrAddress as typed
    public record Asked(Optional<String> dialPlan, String extensionOrAddress) {}

    public sealed interface Outcome {
        /// The PIN is reset, and on its way.
        record Done() implements Outcome {}

        /// The link is used, over, or of an older PIN, or the mailbox may not be reset in this way.
        record Gone() implements Outcome {}

        /// Nothing has changed; try again.
        record Busy() implements Outcome {}
    }

    /// Sends a link, or silently doesn't. To be called after the answer, which must not depend on
    /// it.
    public void ask(Asked asked) {
        var secret = secrets.next();
        store.change(
                work -> {
                    var now = work.now();
                    var found = find(work, asked).filter(SelfService::allowed);
                    if (found.isEmpty()) return;
                    var mailbox = found.get();
                    if (work.resetLinks(mailbox.guid(), now.minus(PERIOD)) >= MAILS_IN_PERIOD)
                        return;
                    work.add(
                            new ResetLink(
                                    OneTimeSecrets.hash(secret),
                                    mailbox.guid(),
                                    mailbox.pin().version(),
                                    now,
                                    now.plus(LINK_LASTS)));
                    var notice =
                            Notice.plain(
                                    Notice.Kind.RESET_LINK, mailbox, now, Origin.SYSTEM.by(), 0);
                    work.post(safe.withSecret(notice, secret));
                });
    }

    /// Whether the link could be used; looking changes nothing, since mail scanners open links.
    public boolean open(String secret) {
        if (secret.length() > LONGEST_SECRET) return false;
        return store.read(view -> link(view, secret).isPresent());
    }

    /// Uses the link: a generated PIN, to be changed, goes to the mailbox's address; a failures
    /// lock is lifted.
    ///
    /// @param from the client's address
    public Outcome confirm(String secret, String from) {
        if (secret.length() > LONGEST_SECRET) return new Outcome.Gone();
        var seen = store.read(view -> link(view, secret));
        if (seen.isEmpty()) return new Outcome.Gone();
        try {
            var pin = pins.generate(seen.get().policy().pin(), seen.get().extensions());
            var sealed = pins.sealed(seen.get().guid(), pin);
            var origin = new Origin(Notice.BY_SELF_SERVICE, from);
            return store.<Outcome>write(
                    work -> {
                        var mailbox =
                                work.redeemResetLink(OneTimeSecrets.hash(secret))
                                        .flatMap(l -> work.mailbox(l.mailbox()))
                                        .filter(SelfService::allowed);
                        if (mailbox.isEmpty()) return new Outcome.Gone();
                        var now = work.now();
                        var before = mailbox.get();
                        var after =
                                before.with(before.lockouts().unlock())
                                        .with(before.pin().given(sealed, now, true));
                        work.cancelPinNotices(after.guid());
                        work.save(after);
                        work.append(Event.of(now, Name.PIN_RESET, after, origin));
                        if (before.lockouts().hasLock())
                            work.append(Event.of(now, Name.UNLOCKED, after, origin));
                        var notice = Notice.plain(Notice.Kind.RESET, after, now, origin.by(), 0);
                        work.post(pins.withPin(notice, pin));
                        return new Outcome.Done();
                    });
        } catch (NotDone e) {
            return new Outcome.Busy();
        }
    }

    private static Optional<Mailbox> link(MailboxStore.View view, String secret) {
        return view.resetLink(OneTimeSecrets.hash(secret))
                .flatMap(l -> view.mailbox(l.mailbox()))
                .filter(SelfService::allowed);
    }

    private static boolean allowed(Mailbox mailbox) {
        return mailbox.subscriberAccess() && !mailbox.lockouts().lockedByAdministrator();
    }

    private static Optional<Mailbox> find(MailboxStore.View view, Asked asked) {
        var typed = asked.extensionOrAddress().strip();
        if (Texts.isAddress(typed))
            return view.mailboxWithAddress(typed).or(() -> view.mailboxWithAlias(typed));
        if (asked.dialPlan().isPresent())
            return view.mailbox(new MailboxKey(asked.dialPlan().get(), typed));
        var found = view.mailboxesWithExtension(typed);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
