package org.ovalogin.core.signin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.MailboxStore;

/// The owner's say about calls from elsewhere. Only a caller who has entered the PIN at the
/// mailbox's own, trusted phone is asked. Thread-safe.
public final class OutsideAccess {
    /// The most characters of an owner's name in a letter to administrators.
    private static final int NAME_SHOWN = 100;

    private final MailboxStore store;

    public OutsideAccess(MailboxStore store) {
        this.store = store;
    }

    /// Whether the caller is at the own, trusted phone and has entered the PIN.
    public static boolean isOwner(Admission admission, CallSource source) {
        return admission.level() == Admission.Level.PIN && source.ownPhoneOf(admission.mailbox());
    }

    /// Whether to offer [#allow].
    public static boolean allowable(Admission admission, CallSource source) {
        var mailbox = admission.mailbox();
        return isOwner(admission, source)
                && mailbox.lockouts().outsideAllowable(mailbox.policy().pin(), admission.given());
    }

    /// Starts a new streak for calls from elsewhere, which failures have blocked. Empty, and
    /// nothing has changed, where it may not be or another change came first.
    ///
    /// @throws StoreException when it is not known whether it has happened
    public Optional<Admission> allow(Admission admission, CallSource source) {
        if (!isOwner(admission, source)) return Optional.empty();
        return store.write(
                work -> {
                    var now = work.now();
                    var found =
                            work.mailboxes()
                                    .find(admission.mailbox().guid())
                                    .filter(m -> PinChange.stillTheirs(m, admission.mailbox()))
                                    .filter(source::ownPhoneOf);
                    var allowed =
                            found.flatMap(
                                    m ->
                                            m.lockouts()
                                                    .allowOutside(m.policy().pin(), now)
                                                    .map(m::with));
                    allowed.ifPresent(m -> tell(work, m, source.origin()));
                    return allowed.map(m -> admission.with(m, now));
                });
    }

    private static void tell(MailboxStore.Work work, Mailbox mailbox, Origin origin) {
        var now = work.now();
        work.mailboxes().save(mailbox);
        work.events().append(Event.of(now, Name.UNLOCKED, Event.OUTSIDE, mailbox, origin));
        work.notices()
                .post(Notice.plain(Notice.Kind.OUTSIDE_ALLOWED, mailbox, now, origin.by(), 0));
    }

    /// The owner says that somebody else has used the mailbox, and has just chosen a new PIN.
    /// Blocks calls from elsewhere where `SeparateTrustedLockout` is on, and tells administrators,
    /// by one letter a day (UTC): an owner can report again and again.
    static Mailbox misused(MailboxStore.Work work, Mailbox mailbox, Origin origin) {
        var now = work.now();
        if (!reported(work, mailbox, now.truncatedTo(ChronoUnit.DAYS)))
            AdministratorLetters.post(
                    work, Notice.Kind.MISUSE_REPORTED, title(mailbox), mailbox.dialPlan().name());
        work.events().append(Event.of(now, Name.MISUSE_REPORTED, mailbox, origin));
        var blocked = mailbox.with(mailbox.lockouts().blockOutside(mailbox.policy().pin(), now));
        if (!blocked.lockouts().on(Lockouts.Path.OUTSIDE).blockedByOwner()) return mailbox;
        work.events().append(Event.of(now, Name.LOCKED, Event.BY_OWNER, mailbox, origin));
        work.notices()
                .post(Notice.plain(Notice.Kind.OUTSIDE_BLOCKED, mailbox, now, origin.by(), 0));
        work.mailboxes().save(blocked);
        return blocked;
    }

    private static boolean reported(MailboxStore.View view, Mailbox mailbox, Instant since) {
        var match =
                new EventQuery.Match(
                        Optional.of(mailbox.guid()),
                        Optional.empty(),
                        Set.of(Name.MISUSE_REPORTED),
                        Optional.empty(),
                        EventQuery.Source.ANY);
        var period = new EventQuery.Period(Optional.of(since), Optional.empty());
        var newest = EventQuery.of(match, period).newest(EventQuery.Numbers.ALL, 1);
        return !view.events().list(newest).isEmpty();
    }

    private static String title(Mailbox mailbox) {
        var name = mailbox.displayName();
        var shown = name.length() <= NAME_SHOWN ? name : name.substring(0, NAME_SHOWN) + "…";
        return mailbox.place() + " (" + shown + ")";
    }
}
