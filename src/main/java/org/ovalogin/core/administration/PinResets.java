package org.ovalogin.core.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TextChecks;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.signin.PinHistory;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Revision;

/// Resets, locks and unlocks: `Set-UMMailboxPIN`. Thread-safe.
public final class PinResets {
    /// Typed PINs per day that may be refused as used before, for each mailbox and each account.
    /// More would reveal the owner's former PINs to somebody who tries.
    private static final int HISTORY_REFUSALS = 3;

    private static final Duration HISTORY_PERIOD = Duration.ofDays(1);

    private final MailboxStore store;
    private final PinMaker pins;
    private final PinHistory history;

    PinResets(MailboxStore store, PinMaker pins, PinHistory history) {
        this.store = store;
        this.pins = pins;
        this.history = history;
    }

    /// A requested reset; omitted parameters are empty.
    ///
    /// @param pin as typed; empty: one is generated
    /// @param pinExpired it must be changed at first sign-in; empty: yes
    /// @param lockedOut true: locks as an administrator; false: unlocks; empty: a reset unlocks
    /// @param notifyEmail receives the PIN instead of the owner
    /// @param sendEmail empty: yes; false: a generated PIN is returned, to be shown once, as it is
    ///   if the mailbox has no address for PINs
    public record Reset(
            Optional<String> pin,
            Optional<Boolean> pinExpired,
            Optional<Boolean> lockedOut,
            Optional<String> notifyEmail,
            Optional<Boolean> sendEmail) {
        public Reset {
            notifyEmail = notifyEmail.map(Blanks::trimmed);
        }

        /// A generated PIN for the owner, who must change it.
        public static final Reset DEFAULT =
                new Reset(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        /// A generated PIN.
        public static Reset generated(boolean pinExpired, boolean sendEmail) {
            return new Reset(
                    Optional.empty(),
                    Optional.of(pinExpired),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(sendEmail));
        }

        /// Omits the PIN.
        @Override
        public String toString() {
            return "Reset[pinExpired=%s, lockedOut=%s]".formatted(pinExpired, lockedOut);
        }

        /// @throws NotDone if the policy forbids administrators such a PIN
        void refuseTyped(MailboxPolicy policy) {
            if (!lockOnly())
                PinFindings.refuseTyped(policy, pin.isPresent(), !pinExpired.orElse(true));
        }

        /// Whether a letter carries the PIN.
        boolean mailed(Mailbox mailbox) {
            return notifyEmail.isPresent()
                    || (sendEmail.orElse(true) && !mailbox.addresses().forPins().isEmpty());
        }

        boolean lockOnly() {
            return lockedOut.isPresent() && pin.isEmpty() && pinExpired.isEmpty();
        }
    }

    /// @param shownOnce the generated PIN, if no e-mail carries it
    public record Done(Mailbox mailbox, Optional<Pin> shownOnce) {}

    /// Applies the whole request or nothing. The owner is told of every change to the PIN.
    public Done reset(UUID guid, Reset wanted, Actor actor) {
        var seen = checked(guid, wanted, actor);
        if (wanted.lockOnly()) {
            if (wanted.lockedOut().get()) lock(guid, actor);
            else unlock(guid, actor);
            return new Done(
                    store.read(view -> new Directory(view).mailbox(guid)), Optional.empty());
        }
        try (var pin =
                wanted.pin().map(typed -> typed(seen, typed, actor)).orElseGet(() -> fresh(seen))) {
            var sealed = pins.sealed(guid, pin);
            var after = store.write(work -> reset(work, seen, wanted, pin, sealed, actor));
            return new Done(
                    after,
                    wanted.mailed(after) || wanted.pin().isPresent()
                            ? Optional.empty()
                            : Optional.of(pin.copy()));
        }
    }

    /// Checks whether [#reset] would succeed, and describes its effect in a sentence. Ignores
    /// former PINs, which repeated checks would reveal.
    public String whatIf(UUID guid, Reset wanted, Actor actor) {
        var mailbox = checked(guid, wanted, actor);
        if (wanted.lockOnly())
            return "The mailbox of %s would be %s."
                    .formatted(
                            mailbox.identity(), wanted.lockedOut().get() ? "locked" : "unlocked");
        wanted.pin()
                .map(
                        typed ->
                                PinFindings.checked(
                                        typed, mailbox.policy().pin(), mailbox.extensions()))
                .ifPresent(Pin::close);
        return "The PIN of %s would be reset. Whether it was used before is not checked here."
                .formatted(mailbox.identity());
    }

    /// Locks the mailbox until an administrator unlocks it; false if an administrator had already
    /// locked it.
    public boolean lock(UUID guid, Actor actor) {
        return store.write(
                work -> {
                    var mailbox = supported(work, guid, actor);
                    Revision.check(work, Revision.of(mailbox), actor);
                    if (mailbox.lockouts().lockedByAdministrator()) return false;
                    var locked = lock(work, mailbox, actor);
                    work.mailboxes().save(locked);
                    work.revisions().revise(Revision.of(locked), actor.name());
                    return true;
                });
    }

    /// As [#lock], for many mailboxes at once, whose owners are told in another way.
    public static boolean lockWithoutLetter(
            MailboxStore.Work work, Mailbox mailbox, Origin origin) {
        if (mailbox.lockouts().lockedByAdministrator()) return false;
        work.events().append(Event.of(work.now(), Name.LOCKED, mailbox, origin));
        work.mailboxes().save(mailbox.with(mailbox.lockouts().lockByAdministrator(work.now())));
        return true;
    }

    /// Lifts either kind of lock on both paths and resets the counts; false if there was no lock.
    /// Records an event in any case: resetting counts unseen would let somebody guess for ever.
    public boolean unlock(UUID guid, Actor actor) {
        return store.write(work -> unlock(work, guid, actor));
    }

    /// As [#unlock(UUID, Actor)], within a transaction.
    static boolean unlock(MailboxStore.Work work, UUID guid, Actor actor) {
        var mailbox = supported(work, guid, actor);
        Revision.check(work, Revision.of(mailbox), actor);
        work.mailboxes().save(mailbox.with(mailbox.lockouts().unlock()));
        work.revisions().revise(Revision.of(mailbox), actor.name());
        work.events().append(Event.of(work.now(), Name.UNLOCKED, mailbox, actor.origin()));
        return mailbox.lockouts().hasLock();
    }

    /// A generated PIN and its hash, made before the transaction that gives it. Not printable.
    final class ReadyReset implements AutoCloseable {
        private final Mailbox seen;
        private final Pin pin;
        private final String sealed;

        private ReadyReset(Mailbox seen, Pin pin, String sealed) {
            this.seen = seen;
            this.pin = pin;
            this.sealed = sealed;
        }

        /// Makes the reset within a transaction, as [#reset(UUID, Reset, Actor)] would.
        Mailbox make(MailboxStore.Work work, Actor actor) {
            return reset(work, seen, Reset.DEFAULT, pin, sealed, actor);
        }

        @Override
        public void close() {
            pin.close();
        }
    }

    /// Prepares a reset with a generated PIN for the owner, who must change it.
    ///
    /// @throws NotDone if the reset is refused, or the hash queue is full
    ReadyReset ready(UUID guid, Actor actor) {
        var seen = checked(guid, Reset.DEFAULT, actor);
        var pin = fresh(seen);
        try {
            return new ReadyReset(seen, pin, pins.sealed(guid, pin));
        } catch (RuntimeException e) {
            pin.close();
            throw e;
        }
    }

    /// Whether this account may reset, lock and unlock the mailbox.
    public boolean allows(Mailbox mailbox, Actor actor) {
        return store.read(view -> allows(view, mailbox, actor));
    }

    /// Those of the mailboxes for which the actor has the rights.
    public Set<UUID> allowed(List<Mailbox> mailboxes, Actor actor) {
        return store.read(
                view ->
                        mailboxes.stream()
                                .filter(mailbox -> allows(view, mailbox, actor))
                                .map(Mailbox::guid)
                                .collect(Collectors.toSet()));
    }

    static boolean allows(MailboxStore.View view, Mailbox mailbox, Actor actor) {
        return actor.may(Right.MANAGE)
                || (actor.may(Right.SUPPORT) && !new Directory(view).administrators(mailbox));
    }

    private static Mailbox lock(MailboxStore.Work work, Mailbox mailbox, Actor actor) {
        var now = work.now();
        work.events().append(Event.of(now, Name.LOCKED, mailbox, actor.origin()));
        var kind = Notice.Kind.LOCKED_BY_ADMINISTRATOR;
        work.notices().post(Notice.plain(kind, mailbox, now, actor.name(), 0));
        return mailbox.with(mailbox.lockouts().lockByAdministrator(now));
    }

    private Mailbox checked(UUID guid, Reset wanted, Actor actor) {
        var findings = new ArrayList<Finding>();
        wanted.notifyEmail().ifPresent(a -> TextChecks.address("NotifyEmail", a, findings));
        if (wanted.lockOnly()) {
            wanted.notifyEmail().ifPresent(_ -> findings.add(lockOnly("NotifyEmail")));
            wanted.sendEmail().ifPresent(_ -> findings.add(lockOnly("SendEmail")));
        }
        if (wanted.notifyEmail().isPresent() && !wanted.sendEmail().orElse(true))
            findings.add(new Finding("NotifyEmail", Fault.NO_PIN_FOR_NOBODY, "", ""));
        var mailbox =
                store.read(
                        view -> {
                            var found = supported(view, guid, actor);
                            Revision.check(view, Revision.of(found), actor);
                            return found;
                        });
        TextChecks.refuse(findings);
        wanted.refuseTyped(mailbox.policy());
        refuseUnseen(mailbox, wanted, actor);
        return mailbox;
    }

    /// Without an address of its own, a mailbox's owner would learn nothing of a PIN that the help
    /// desk knows or sends elsewhere.
    private static void refuseUnseen(Mailbox mailbox, Reset wanted, Actor actor) {
        if (wanted.lockOnly() || actor.may(Right.MANAGE) || mailbox.address().isPresent()) return;
        if (wanted.pin().isPresent()
                || wanted.notifyEmail().isPresent()
                || !wanted.mailed(mailbox)) {
            throw new NotDone("", Fault.NO_OWN_ADDRESS, "", "");
        }
    }

    private static Finding lockOnly(String parameter) {
        return new Finding(parameter, Fault.LOCK_ONLY, parameter, "");
    }

    private static Mailbox supported(MailboxStore.View view, UUID guid, Actor actor) {
        actor.require(Right.SUPPORT);
        var directory = new Directory(view);
        var mailbox = directory.mailbox(guid);
        if (!actor.may(Right.MANAGE) && directory.administrators(mailbox))
            throw new NotDone("", Fault.ADMINISTRATORS_MAILBOX, "", "");
        return mailbox;
    }

    private Pin fresh(Mailbox mailbox) {
        return pins.generate(mailbox.policy().pin(), mailbox.extensions());
    }

    /// Checks every rule, including history. A comparison with former PINs is charged in advance,
    /// since a refusal reveals something; it is refunded only if the PIN is accepted.
    private Pin typed(Mailbox mailbox, String digits, Actor actor) {
        var pin = PinFindings.checked(digits, mailbox.policy().pin(), mailbox.extensions());
        try {
            refuseUsedBefore(mailbox, pin, actor);
            return pin;
        } catch (RuntimeException e) {
            pin.close();
            throw e;
        }
    }

    private void refuseUsedBefore(Mailbox mailbox, Pin pin, Actor actor) {
        var guid = mailbox.guid();
        var charge =
                store.write(
                                work ->
                                        work.historyChecks()
                                                .charge(
                                                        guid,
                                                        actor.name(),
                                                        work.now().minus(HISTORY_PERIOD),
                                                        HISTORY_REFUSALS))
                        .orElseThrow(() -> new NotDone("Pin", Fault.HISTORY_LIMIT, "", ""));
        // Read again: a sign-in may have rehashed the current PIN.
        var former =
                store.read(
                        view -> history.former(view, new Directory(view).mailbox(mailbox.guid())));
        var usedBefore = history.contains(former, mailbox, pin);
        if (usedBefore.isPresent() && usedBefore.get()) {
            store.change(
                    work ->
                            work.events()
                                    .append(
                                            Event.of(
                                                    work.now(),
                                                    Name.PIN_RESET,
                                                    "UsedBefore",
                                                    mailbox,
                                                    actor.origin())));
            throw new NotDone(PinFindings.usedBefore(), "");
        }
        store.change(work -> work.historyChecks().refund(charge));
        if (usedBefore.isEmpty()) throw new NotDone("", Fault.BUSY, "", "");
    }

    private Mailbox reset(
            MailboxStore.Work work,
            Mailbox seen,
            Reset wanted,
            Pin pin,
            String sealed,
            Actor actor) {
        var now = work.now();
        var mailbox = supported(work, seen.guid(), actor);
        Revision.check(work, Revision.of(mailbox), actor);
        wanted.refuseTyped(mailbox.policy());
        refuseUnseen(mailbox, wanted, actor);
        PinFindings.stillGood(pin, mailbox.policy().pin(), mailbox.extensions());
        // The typed PIN was not compared with one set meanwhile.
        if (wanted.pin().isPresent() && mailbox.pin().version() != seen.pin().version())
            throw new NotDone("", Fault.MAILBOX_CHANGED, "", "");
        var given = mailbox.pin().given(sealed, now, wanted.pinExpired().orElse(true));
        var renewed = mailbox.with(mailbox.lockouts().unlock()).with(given);
        var told = !mailbox.addresses().forNotices().isEmpty();
        var unlocked = told ? renewed : renewed.withUntoldReset(now);
        work.notices().cancelPins(mailbox.guid());
        work.events().append(Event.of(now, Name.PIN_RESET, mailbox, actor.origin()));
        var lockedBefore = mailbox.lockouts().hasLock();
        if (lockedBefore)
            work.events().append(Event.of(now, Name.UNLOCKED, mailbox, actor.origin()));
        // In this order the lock's notice carries no secret and cancels no other notice.
        var after = wanted.lockedOut().orElse(false) ? lock(work, unlocked, actor) : unlocked;
        work.mailboxes().save(after);
        work.revisions().revise(Revision.of(after), actor.name());
        work.notices().post(notices(after, wanted, pin, now, actor));
        return after;
    }

    private List<Notice> notices(Mailbox mailbox, Reset wanted, Pin pin, Instant now, Actor actor) {
        var told = Notice.plain(Notice.Kind.RESET_NOTICE, mailbox, now, actor.name(), 0);
        if (!wanted.mailed(mailbox)) return told;
        var recipients = wanted.notifyEmail().map(List::of).orElseGet(mailbox.addresses()::forPins);
        var withPin =
                recipients.stream()
                        .map(r -> Notice.to(r, Notice.Kind.RESET, mailbox, now, actor.name(), 0))
                        .map(notice -> pins.withPin(notice, pin));
        return Stream.concat(withPin, told.stream()).toList();
    }
}
