package org.ovalogin.core.signin;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinRules;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Patience;
import org.ovalogin.core.store.PinSafe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides whether a caller gets in: ticket, budgets, charge, comparison, verdict, in this order.
/// Thread-safe.
///
/// Everything rests on one bound: a comparison with a mailbox's own hash is made only after its
/// charge was committed, and a caller is in only after the success was committed.
public final class SignIn {
    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final MailboxStore store;
    private final PinSafe safe;
    private final HashQueue queue;
    private final FailureWork failureWork;
    private final Budgets budgets;
    private final Executor afterwards;

    /// @param afterwards runs work that need not delay the answer to the caller
    public SignIn(
            MailboxStore store,
            PinSafe safe,
            HashQueue queue,
            FailureWork failureWork,
            Budgets budgets,
            Executor afterwards) {
        this.store = store;
        this.safe = safe;
        this.queue = queue;
        this.failureWork = failureWork;
        this.budgets = budgets;
        this.afterwards = afterwards;
    }

    private sealed interface Charge {
        /// @param opened the mailbox's hash, for the comparison and the look at its age
        record Paid(Mailbox mailbox, Lockouts.Charge counted, PinSafe.Opened opened)
                implements Charge {
            @Override
            public String toString() {
                return "Paid";
            }
        }

        /// @param mailbox empty: there is none
        /// @param owed the mailbox whose failure work a crash left undone
        record Denied(MailboxKey key, Optional<Mailbox> mailbox, Optional<UUID> owed)
                implements Charge {}
    }

    /// The token that an `Admitted` verdict makes for the caller's return.
    ///
    /// @param refusals wrong PINs in this call so far
    public record Return(ReturnToken token, int refusals) {}

    /// As [#attempt(MailboxKey, Pin, CallSource, Optional)], without a return.
    public Verdict attempt(MailboxKey key, Pin pin, CallSource source) {
        return attempt(key, pin, source, Optional.empty());
    }

    /// Tries one PIN. Blocks for as long as the queue and the comparison take. Callers and faults
    /// can't make it throw.
    public Verdict attempt(MailboxKey key, Pin pin, CallSource source, Optional<Return> back) {
        var origin = source.origin();
        try {
            var ticket = queue.ticket();
            if (ticket.isEmpty()) return overloaded(key, origin);
            Budgets.Charge spent;
            Verdict verdict;
            try (var place = ticket.get();
                    var budget = budget(key, source)) {
                spent = budget;
                verdict = compare(place, budget, charge(budget, key, source), pin, source, back);
            }
            // Without the ticket: whoever is delayed holds up nobody.
            spent.delay();
            return verdict;
        } catch (RuntimeException e) {
            log.error("a sign-in in dial plan {} could not be decided", key.dialPlan(), e);
            return new Verdict.Unavailable();
        }
    }

    private Verdict compare(
            HashQueue.Ticket place,
            Budgets.Charge budget,
            Charge charge,
            Pin pin,
            CallSource source,
            Optional<Return> back) {
        var origin = source.origin();
        return switch (charge) {
            case Charge.Denied(var key, var mailbox, var owed) -> {
                owed.ifPresent(guid -> afterwards.execute(() -> failureWork.complete(guid)));
                opens(place, decoy(key, mailbox), pin, true, budget);
                yield new Verdict.Refused();
            }
            case Charge.Paid paid -> {
                var hash = paid.opened().hash();
                queue.decoys().compared(hash);
                yield opens(place, hash, pin, opensHere(paid.mailbox(), source), budget)
                        ? admit(paid, pin, origin, back)
                        : refuse(paid, origin);
            }
        };
    }

    /// A hash that nothing matches. It costs as much as the mailbox's own; without a mailbox, as
    /// much as those of others.
    private String decoy(MailboxKey key, Optional<Mailbox> mailbox) {
        var decoys = queue.decoys();
        return mailbox.flatMap(m -> safe.hashIfOpen(m.guid(), m.pin().sealed()))
                .map(decoys::like)
                .or(() -> safe.markOfNobody(key).map(decoys::forNobody))
                .orElseGet(decoys::likeNew);
    }

    /// Keeps the budgets' charge for a wrong PIN, even if its verdict then fails. A comparison that
    /// did not end costs no budget, nor does a right PIN, whatever becomes of its verdict. Only a
    /// success clears the mailbox's own charge.
    ///
    /// @param here false: even the right PIN counts as a wrong one
    private static boolean opens(
            HashQueue.Ticket place, String hash, Pin pin, boolean here, Budgets.Charge budget) {
        var opens = place.matches(hash, pin) && here;
        Patience.again();
        if (!opens) budget.keep();
        return opens;
    }

    private static boolean opensHere(Mailbox mailbox, CallSource source) {
        return !mailbox.pin().ownPhoneOnly() || source.ownPhoneOf(mailbox);
    }

    /// The mailbox of this phone, as far as the caller number tells.
    public Optional<OwnPhone> ownPhone(MailboxKey callerNumber) {
        return store.read(
                view ->
                        view.mailboxes()
                                .find(callerNumber)
                                .filter(Mailbox::subscriberAccess)
                                .map(mailbox -> OwnPhone.of(mailbox, view)));
    }

    /// Records a call from the own, trusted phone of a locked mailbox, which was refused before any
    /// PIN. Charges nothing.
    public void refusedLocked(Mailbox mailbox, CallSource source) {
        store.change(
                work ->
                        work.events()
                                .append(
                                        signedIn(
                                                mailbox,
                                                SignInResult.LOCKED,
                                                source.origin(),
                                                work)));
    }

    /// Access to voice mail from the mailbox's own, trusted phone, if policy and mailbox both allow
    /// it by now. Records an event; compares nothing.
    public Optional<Admission> withoutPin(Mailbox mailbox, CallSource source) {
        return store.write(
                work -> {
                    var now = work.now();
                    var in =
                            work.mailboxes()
                                    .find(mailbox.guid())
                                    .filter(m -> OwnPhone.pinless(m, now));
                    in.ifPresent(
                            m ->
                                    work.events()
                                            .append(
                                                    signedIn(
                                                            m,
                                                            SignInResult.WITHOUT_PIN,
                                                            source.origin(),
                                                            work)));
                    return in.map(m -> Admission.of(m, Admission.Level.PINLESS, 0, now));
                });
    }

    /// The latest sign-ins and failed attempts of the caller's mailbox.
    public LatestSignIns latest(Admission admission, CallSource source) {
        return store.read(view -> LatestSignIns.of(view, admission, source));
    }

    /// The caller is in and has heard of the failed attempts and of a reset. Writes nothing if the
    /// verdict already did.
    public void arrived(Admission admission) {
        if (admission.arrived()) return;
        var mailbox = admission.mailbox();
        store.change(
                work ->
                        work.mailboxes()
                                .heard(
                                        mailbox.guid(),
                                        admission.failedBefore(),
                                        mailbox.untoldReset()));
    }

    /// The caller has heard that the PIN expires soon.
    public void toldOfExpiry(Admission admission) {
        var mailbox = admission.mailbox();
        store.change(
                work -> work.mailboxes().toldOfExpiry(mailbox.guid(), mailbox.pin().version()));
    }

    /// A mailbox's own phone needs no budget: it guesses at this mailbox alone, which counts
    /// itself.
    private Budgets.Charge budget(MailboxKey key, CallSource source) {
        return source.vouchedFor().filter(own -> ownPhone(own, key, source)).isPresent()
                ? budgets.free()
                : budgets.charge(key.dialPlan(), source);
    }

    /// A mailbox of several extensions has several phones of its own. Where the extension is that
    /// of the phone, nothing has to be looked up.
    private boolean ownPhone(MailboxKey phone, MailboxKey key, CallSource source) {
        return phone.equals(key)
                || store.read(view -> view.mailboxes().find(key))
                        .filter(source::ownPhoneOf)
                        .isPresent();
    }

    private Charge charge(Budgets.Charge budget, MailboxKey key, CallSource source) {
        if (!budget.spent()) return charge(key, source);
        return store.write(
                work ->
                        deny(
                                work,
                                SignInResult.OVER_BUDGET,
                                key,
                                work.mailboxes().find(key),
                                source.origin()));
    }

    private Charge charge(MailboxKey key, CallSource source) {
        var origin = source.origin();
        return store.write(
                work -> {
                    var found = work.mailboxes().find(key);
                    if (found.isEmpty())
                        return deny(
                                work,
                                SignInResult.UNKNOWN_EXTENSION,
                                key,
                                Optional.empty(),
                                origin);
                    var mailbox = found.get();
                    var now = work.now();
                    if (!mailbox.subscriberAccess())
                        return deny(work, SignInResult.DISABLED, key, found, origin);
                    var path = source.pathTo(mailbox);
                    if (mailbox.locked(path, now)) {
                        deny(work, SignInResult.LOCKED, key, found, origin);
                        return new Charge.Denied(
                                key,
                                found,
                                Optional.of(mailbox.guid())
                                        .filter(_ -> failureWork.owed(mailbox, now)));
                    }
                    if (mailbox.lapsed(now))
                        return deny(work, SignInResult.LAPSED, key, found, origin);
                    var asked = mailbox.lockouts().charge(path, mailbox.policy().pin(), now);
                    if (!asked.granted()) {
                        var locked = mailbox.with(asked.after());
                        work.mailboxes().save(locked);
                        // No verdict will tell of a lock that a tightened policy brought.
                        failureWork.tellOfLock(work, locked, locked.lockouts().locksUntold(asked));
                        return deny(work, SignInResult.LOCKED, key, found, origin);
                    }
                    // What can't be opened, for want of the key, costs the caller nothing.
                    var opened = safe.opened(mailbox.guid(), mailbox.pin().sealed());
                    if (asked.lifted())
                        work.events()
                                .append(
                                        Event.of(
                                                now,
                                                Name.LOCK_LIFTED,
                                                Event.path(asked.counted()),
                                                mailbox,
                                                Origin.SYSTEM));
                    // A PIN just mailed must not die of five wrong entries.
                    var counted = mailbox.pin().temporary() ? asked.resetWaived() : asked;
                    var charged =
                            mailbox.with(counted.after())
                                    .withFailedSinceLogon(mailbox.failedSinceLogon() + 1);
                    work.mailboxes().save(charged);
                    return new Charge.Paid(charged, counted, opened);
                });
    }

    private static Charge deny(
            MailboxStore.Work work,
            SignInResult why,
            MailboxKey key,
            Optional<Mailbox> mailbox,
            Origin origin) {
        var guid = mailbox.map(Mailbox::guid);
        work.events().append(Event.signIn(work.now(), why, key.dialPlan(), guid, origin));
        return new Charge.Denied(key, mailbox, Optional.empty());
    }

    /// A verdict, and the token made with it.
    private record Decided(Verdict verdict, Optional<ReturnToken.Made> token) {
        static Decided of(Verdict verdict) {
            return new Decided(verdict, Optional.empty());
        }
    }

    private Verdict admit(Charge.Paid paid, Pin pin, Origin origin, Optional<Return> back) {
        var decided = store.write(work -> admitted(work, paid, pin, origin, back));
        // Nobody is to know a token that may not be on the disk.
        decided.token.ifPresent(made -> back.ifPresent(b -> b.token().committed(made)));
        if (!(decided.verdict instanceof Verdict.Refused) && toRehash(paid.opened())) {
            var kept = pin.copy(); // whoever asked wipes theirs
            var charged = paid.mailbox();
            afterwards.execute(() -> rehash(charged, kept));
        }
        return decided.verdict;
    }

    private Decided admitted(
            MailboxStore.Work work,
            Charge.Paid paid,
            Pin pin,
            Origin origin,
            Optional<Return> back) {
        var charged = paid.mailbox();
        var current =
                work.mailboxes()
                        .find(charged.guid())
                        .filter(m -> stillHolds(m, charged))
                        .flatMap(m -> cleared(m, paid.counted()));
        if (current.isEmpty()) {
            work.events().append(signedIn(charged, SignInResult.STALE, origin, work));
            return Decided.of(new Verdict.Refused());
        }
        var now = work.now();
        var mailbox = current.get();
        if (!mailbox.pin().signedIn())
            work.mailboxes()
                    .addToPinHistory(
                            mailbox.guid(),
                            mailbox.pin().sealed(),
                            now,
                            mailbox.policy().pin().pinHistoryCount());
        var in =
                mailbox.with(mailbox.pin().used())
                        .withFailedSinceLogon(mailbox.failedSinceLogon() - 1);
        var formed = verdict(in, pin, now);
        var admitted =
                formed instanceof Verdict.Admitted(var a)
                        ? Optional.of(a)
                        : Optional.<Admission>empty();
        work.mailboxes().save(admitted.map(Admission::mailbox).orElse(in));
        work.events().append(signedIn(in, SignInResult.SUCCESS, origin, work));
        var made = back.flatMap(b -> admitted.map(a -> b.token().make(work, a, b.refusals())));
        return new Decided(formed, made);
    }

    /// A caller with nothing to hear of is in at once, which saves a separate write.
    private static Verdict verdict(Mailbox in, Pin pin, Instant now) {
        var failed = in.failedSinceLogon();
        var toTell = failed > 0 || in.untoldReset().isPresent();
        var admission = Admission.of(in, Admission.Level.PIN, failed, now);
        return whyChange(in, pin, now)
                .<Verdict>map(why -> new Verdict.MustChange(admission, why))
                .orElseGet(() -> new Verdict.Admitted(toTell ? admission : admission.atOnce(now)));
    }

    private static boolean stillHolds(Mailbox now, Mailbox charged) {
        return now.pin().version() == charged.pin().version()
                && !now.lockouts().lockedByAdministrator()
                && now.subscriberAccess();
    }

    /// Empty where an unlock, a reset or another success came first.
    private static Optional<Mailbox> cleared(Mailbox now, Lockouts.Charge counted) {
        return now.lockouts().success(counted, now.policy().pin()).map(now::with);
    }

    private static Optional<Verdict.Why> whyChange(Mailbox mailbox, Pin pin, Instant now) {
        var policy = mailbox.policy().pin();
        if (mailbox.pin().mustChange()) {
            return Optional.of(
                    mailbox.firstTimeUser() ? Verdict.Why.FIRST_TIME : Verdict.Why.REQUIRED);
        }
        if (mailbox.pin().expired(policy, now)) return Optional.of(Verdict.Why.EXPIRED);
        var broken = PinRules.broken(pin, policy, mailbox.extensions());
        return broken.isEmpty() ? Optional.empty() : Optional.of(Verdict.Why.REQUIRED);
    }

    private Verdict refuse(Charge.Paid paid, Origin origin) {
        var charged = paid.mailbox();
        var owed =
                store.write(
                        work -> {
                            work.events()
                                    .append(
                                            signedIn(
                                                    charged, SignInResult.WRONG_PIN, origin, work));
                            var found = work.mailboxes().find(charged.guid());
                            if (found.isEmpty()) return false;
                            var lockouts = found.get().lockouts();
                            failureWork.tellOfLock(
                                    work, found.get(), lockouts.locksUntold(paid.counted()));
                            return lockouts.resetOwed(paid.counted(), found.get().policy().pin());
                        });
        if (owed) afterwards.execute(() -> failureWork.reset(charged.guid()));
        return new Verdict.Refused();
    }

    private static Event signedIn(
            Mailbox mailbox, SignInResult result, Origin origin, MailboxStore.Work work) {
        return Event.signIn(
                work.now(), result, mailbox.dialPlan().name(), Optional.of(mailbox.guid()), origin);
    }

    private Verdict overloaded(MailboxKey key, Origin origin) {
        store.change(
                work -> {
                    var guid = work.mailboxes().find(key).map(Mailbox::guid);
                    work.events()
                            .append(
                                    Event.signIn(
                                            work.now(),
                                            SignInResult.UNAVAILABLE,
                                            key.dialPlan(),
                                            guid,
                                            origin));
                });
        return new Verdict.Unavailable();
    }

    /// True for a hash of another cost than the one in force, and for one whose PIN's length is not
    /// known.
    private boolean toRehash(PinSafe.Opened opened) {
        return !opened.lengthKnown() || queue.hasher().outdated(opened.hash());
    }

    /// Renews the hash. No date changes, and a newer PIN wins.
    private void rehash(Mailbox mailbox, Pin pin) {
        try (pin) {
            var ticket = queue.ticket();
            if (ticket.isEmpty()) return; // the next success tries again
            try (var place = ticket.get()) {
                var sealed = safe.sealHash(mailbox.guid(), place.hash(pin), pin);
                store.change(
                        work ->
                                work.mailboxes()
                                        .find(mailbox.guid())
                                        .filter(m -> m.pin().version() == mailbox.pin().version())
                                        .ifPresent(
                                                m -> {
                                                    work.mailboxes()
                                                            .save(m.with(m.pin().rehashed(sealed)));
                                                    work.mailboxes()
                                                            .replaceNewestInPinHistory(
                                                                    m.guid(), sealed);
                                                }));
            }
        } catch (RuntimeException e) {
            log.warn(
                    "the hash of mailbox {} could not be brought up to date; the next sign-in tries again",
                    mailbox.guid(),
                    e);
        }
    }
}
