package org.ovalogin.core.signin;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A caller who is in chooses a new PIN. Split in two, so that nothing is committed for a caller
/// who has hung up meanwhile: [#prepare] does the slow part and changes nothing, [#commit] is one
/// transaction. Thread-safe.
public final class PinChange {
    private static final Logger log = LoggerFactory.getLogger(PinChange.class);

    private final MailboxStore store;
    private final PinSafe safe;
    private final HashQueue queue;
    private final PinHistory pinHistory;

    public PinChange(MailboxStore store, PinSafe safe, HashQueue queue) {
        this.store = store;
        this.safe = safe;
        this.queue = queue;
        pinHistory = new PinHistory(safe, queue);
    }

    public sealed interface Prepared {
        /// Ready to be committed.
        record Ready(String sealed) implements Prepared {
            @Override
            public String toString() {
                return "Ready";
            }
        }

        record UsedBefore() implements Prepared {}

        record Unavailable() implements Prepared {}
    }

    /// True when the owner's last change is less than `MinPINAge` ago.
    public boolean tooSoon(Mailbox mailbox) {
        var policy = mailbox.policy().pin();
        return !policy.minPinAge().isZero()
                && store.read(view -> mailbox.pin().tooYoung(policy, view.now()));
    }

    /// Compares the PIN with the history and hashes it; one ticket a hash. The caller of this
    /// method checks the other rules. Unavailable also where [#commit] would refuse: a caller
    /// admitted with an older PIN must not try the present one here, where no attempt is charged.
    public Prepared prepare(Mailbox mailbox, Pin pin) {
        try {
            var history = former(mailbox);
            if (history.isEmpty()) return new Prepared.Unavailable();
            var usedBefore = pinHistory.contains(history.get(), mailbox, pin);
            if (usedBefore.isEmpty()) return new Prepared.Unavailable();
            if (usedBefore.get()) return new Prepared.UsedBefore();
            var place = queue.ticket();
            if (place.isEmpty()) return new Prepared.Unavailable();
            try (var ticket = place.get()) {
                return new Prepared.Ready(safe.sealHash(mailbox.guid(), ticket.hash(pin), pin));
            }
        } catch (RuntimeException e) {
            log.error("a new PIN for mailbox {} could not be prepared", mailbox.guid(), e);
            return new Prepared.Unavailable();
        }
    }

    /// Makes it the PIN, with history, event and notice. Empty when another change came first, or
    /// the mailbox was locked by an administrator or disabled meanwhile: then nothing has changed.
    ///
    /// @throws StoreException when it is not known which of the two PINs holds
    public Optional<Mailbox> commit(Mailbox mailbox, Prepared.Ready ready, Origin origin) {
        return commit(mailbox, ready, origin, (_, changed) -> changed);
    }

    /// As [#commit], for an owner who says that somebody else has used the mailbox: calls from
    /// elsewhere are blocked in the same transaction.
    public Optional<Mailbox> commitAfterMisuse(
            Mailbox mailbox, Prepared.Ready ready, CallSource source) {
        if (!source.ownPhoneOf(mailbox)) return Optional.empty();
        var origin = source.origin();
        return commit(
                mailbox,
                ready,
                origin,
                (work, changed) -> OutsideAccess.misused(work, changed, origin));
    }

    /// @param also what else the transaction does
    private Optional<Mailbox> commit(
            Mailbox mailbox,
            Prepared.Ready ready,
            Origin origin,
            BiFunction<MailboxStore.Work, Mailbox, Mailbox> also) {
        return store.write(
                work -> {
                    var now = work.now();
                    return stillTheirs(work, mailbox)
                            .map(
                                    m -> {
                                        var changed =
                                                m.with(m.lockouts().resetWaived())
                                                        .with(m.pin().chosen(ready.sealed(), now));
                                        work.mailboxes().save(changed);
                                        work.mailboxes()
                                                .addToPinHistory(
                                                        m.guid(),
                                                        ready.sealed(),
                                                        now,
                                                        m.policy().pin().pinHistoryCount());
                                        work.notices().cancelPins(m.guid());
                                        work.events()
                                                .append(Event.of(now, Name.PIN_CHANGED, m, origin));
                                        work.notices()
                                                .post(
                                                        Notice.plain(
                                                                Notice.Kind.CHANGED,
                                                                changed,
                                                                now,
                                                                origin.by(),
                                                                0));
                                        return also.apply(work, changed);
                                    });
                });
    }

    /// The hashes that must not come back; empty when the mailbox is no longer the caller's.
    private Optional<List<String>> former(Mailbox mailbox) {
        return store.read(
                view ->
                        // Read anew: the present one may have been hashed anew since the sign-in.
                        stillTheirs(view, mailbox).map(now -> pinHistory.former(view, now)));
    }

    private static Optional<Mailbox> stillTheirs(MailboxStore.View view, Mailbox mailbox) {
        return view.mailboxes().find(mailbox.guid()).filter(now -> stillTheirs(now, mailbox));
    }

    static boolean stillTheirs(Mailbox now, Mailbox admitted) {
        return now.pin().version() == admitted.pin().version()
                && now.subscriberAccess()
                && !now.lockouts().lockedByAdministrator();
    }
}
