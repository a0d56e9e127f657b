package org.ovalogin.core.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Lockouts.Path;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work after wrong PINs, done once the caller has been answered: the automatic reset and the
/// letter about a lock. The charge stores which work is owed, so that a crash loses none of it.
/// Thread-safe.
public final class FailureWork {
    private static final Logger log = LoggerFactory.getLogger(FailureWork.class);

    /// A charge this old has its verdict, or its server is gone.
    private static final Duration IN_FLIGHT = Duration.ofSeconds(30);

    private final MailboxStore store;
    private final PinSafe safe;
    private final HashQueue queue;
    private final PinGenerator generator;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    public FailureWork(MailboxStore store, PinSafe safe, HashQueue queue, PinGenerator generator) {
        this.store = store;
        this.safe = safe;
        this.queue = queue;
        this.generator = generator;
    }

    /// Does all work that a crash of an earlier run left undone.
    public void completeAll() {
        store.read(view -> view.mailboxes().withWorkOwed()).forEach(m -> complete(m.guid()));
    }

    /// Does the work that a crash left undone on any server, unless somebody may be about to do it.
    public void completeLeftUndone() {
        var left =
                store.read(
                        view ->
                                view.mailboxes().withWorkOwed().stream()
                                        .filter(m -> owed(m, view.now()))
                                        .map(Mailbox::guid)
                                        .toList());
        left.forEach(this::complete);
    }

    /// True when an earlier wrong entry left work undone and nobody can be about to do it.
    boolean owed(Mailbox mailbox, Instant now) {
        var lockouts = mailbox.lockouts();
        var settled = now.minus(IN_FLIGHT);
        return resetOwed(mailbox)
                        .flatMap(path -> lockouts.on(path).resetOwed())
                        .filter(settled::isAfter)
                        .isPresent()
                || lockouts.locksUntold().stream()
                        .flatMap(path -> lockouts.on(path).lock().stream())
                        .anyMatch(lock -> settled.isAfter(lock.since()));
    }

    /// Writes about the lock and makes the automatic reset, as far as they are owed.
    void complete(UUID guid) {
        try {
            store.change(
                    work ->
                            work.mailboxes()
                                    .find(guid)
                                    .ifPresent(
                                            m -> tellOfLock(work, m, m.lockouts().locksUntold())));
        } catch (RuntimeException e) {
            stillOwed(guid, e);
            return;
        }
        reset(guid);
    }

    /// Makes the automatic reset where it is owed.
    void reset(UUID guid) {
        if (!underWay.add(guid)) return;
        try {
            var mailbox =
                    store.read(view -> view.mailboxes().find(guid))
                            .filter(m -> resetOwed(m).isPresent());
            if (mailbox.isEmpty()) return;
            if (mailbox.get().address().isPresent()) reset(mailbox.get());
            else store.change(work -> work.mailboxes().find(guid).ifPresent(m -> waive(work, m)));
        } catch (RuntimeException e) {
            stillOwed(guid, e);
        } finally {
            underWay.remove(guid);
        }
    }

    private static void stillOwed(UUID guid, RuntimeException e) {
        log.error(
                "what wrong PINs brought about for mailbox {} is still to be done; the next refusal or start tries again",
                guid,
                e);
    }

    private static Optional<Path> resetOwed(Mailbox mailbox) {
        return mailbox.lockouts().resetOwed(mailbox.policy().pin());
    }

    /// Tells the owner of the locks of these paths.
    void tellOfLock(MailboxStore.Work work, Mailbox mailbox, Set<Path> paths) {
        if (paths.isEmpty()) return;
        var now = work.now();
        var separate = mailbox.policy().pin().separateTrustedLockout();
        var path = separate ? Event.path(paths) : "";
        var failures =
                paths.stream().mapToInt(p -> mailbox.lockouts().on(p).failures()).max().orElse(0);
        work.events().append(Event.of(now, Name.LOCKED, path, mailbox, Origin.SYSTEM));
        work.notices().post(Notice.plain(kind(mailbox, paths, now), mailbox, now, "", failures));
        work.mailboxes().save(mailbox.with(mailbox.lockouts().lockTold(paths)));
    }

    /// The kind of letter. It promises a working own phone only where that phone is let in.
    private static Notice.Kind kind(Mailbox mailbox, Set<Path> paths, Instant now) {
        if (!mailbox.policy().pin().separateTrustedLockout()) return Notice.Kind.LOCKED;
        var blocked = EnumSet.copyOf(paths);
        for (var path : Path.values()) if (mailbox.locked(path, now)) blocked.add(path);
        if (blocked.size() > 1) return Notice.Kind.LOCKED;
        return blocked.contains(Path.OUTSIDE)
                ? Notice.Kind.OUTSIDE_LOCKED
                : Notice.Kind.TRUSTED_LOCKED;
    }

    /// No letter could bring a new PIN, so there is none in this streak; the lock still comes.
    private static void waive(MailboxStore.Work work, Mailbox mailbox) {
        if (mailbox.address().isPresent() || resetOwed(mailbox).isEmpty()) return;
        work.mailboxes().save(mailbox.with(mailbox.lockouts().resetMade()));
        work.events()
                .append(
                        Event.of(
                                work.now(),
                                Name.AUTOMATIC_RESET,
                                Event.NO_ADDRESS,
                                mailbox,
                                Origin.SYSTEM));
    }

    private void reset(Mailbox mailbox) {
        var ticket = queue.ticket();
        if (ticket.isEmpty()) {
            log.warn(
                    "no place in the hash queue for the automatic reset of mailbox {}; the next refusal tries again",
                    mailbox.guid());
            return;
        }
        try (var place = ticket.get();
                var pin = generator.generate(mailbox.policy().pin(), mailbox.extensions())) {
            var sealed = safe.sealHash(mailbox.guid(), place.hash(pin), pin);
            store.change(
                    work ->
                            work.mailboxes()
                                    .find(mailbox.guid())
                                    .ifPresent(m -> reset(work, m, mailbox, sealed, pin)));
        }
    }

    private void reset(
            MailboxStore.Work work, Mailbox current, Mailbox asSeen, String sealed, Pin pin) {
        var now = work.now();
        var lockouts = current.lockouts();
        var path = resetOwed(current);
        if (path.isEmpty()) return;
        var lockout = lockouts.on(path.get());
        if (lockout.streak() != asSeen.lockouts().on(path.get()).streak()) return;
        if (current.address().isEmpty()) {
            waive(work, current);
            return;
        }
        if (current.pin().temporary()
                || current.lapsed(now)
                || current.pin().version() != asSeen.pin().version()) {
            work.mailboxes().save(current.with(lockouts.resetWaived()));
            return;
        }
        var reset = current.with(lockouts.resetMade()).with(current.pin().given(sealed, now, true));
        work.mailboxes().save(reset);
        work.events().append(Event.of(now, Name.AUTOMATIC_RESET, reset, Origin.SYSTEM));
        var kind = Notice.Kind.AUTOMATIC_RESET;
        work.notices().post(safe.letters(kind, reset, now, "", lockout.failures(), pin));
    }
}
