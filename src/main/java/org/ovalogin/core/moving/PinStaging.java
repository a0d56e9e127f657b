package org.ovalogin.core.moving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.StagedPin;

/// Hashes the PINs of mailboxes to be, and keeps the hashes until the mailboxes are live. Those of
/// an interrupted import are thrown away: only a quick mark of each PIN could tell whether it is
/// still the same, and would be quicker to guess by than its hash. Thread-safe.
///
/// @param lanes PINs hashed at a time
record PinStaging(MailboxStore store, PinSafe safe, HashQueue queue, int lanes) {
    /// PINs of one transaction: a few seconds' work.
    private static final int BATCH = 64;

    /// Rows discarded in one transaction.
    private static final int DISCARDED = 1_000;

    /// Bounds the wait for a place in the queue.
    private static final int TRIES = 600;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    /// Wipes the PINs.
    ///
    /// @throws NotDone if the queue has no place for a minute
    void stage(List<Newcomer> newcomers, MovingProgress progress) {
        discardAll();
        newcomers.stream().filter(n -> !n.keepsPin()).forEach(PinStaging::wipe);
        hash(newcomers.stream().filter(Newcomer::keepsPin).toList(), progress);
    }

    /// Staged hashes that were not used.
    void discardAll() {
        discardPins(store.read(view -> view.moving().staged()));
    }

    private void discardPins(List<UUID> mailboxes) {
        for (var from = 0; from < mailboxes.size(); from += DISCARDED) {
            var part = mailboxes.subList(from, Math.min(from + DISCARDED, mailboxes.size()));
            store.change(work -> work.moving().discard(part));
        }
    }

    /// Staged hashes of mailboxes that are live.
    void discard(List<Newcomer> newcomers) {
        discardPins(newcomers.stream().filter(Newcomer::keepsPin).map(Newcomer::mailbox).toList());
    }

    private static void wipe(Newcomer newcomer) {
        newcomer.candidate().box().pin().close();
    }

    private static Pin pin(Newcomer newcomer) {
        return newcomer.candidate().box().pin().pin().orElseThrow();
    }

    private void hash(List<Newcomer> left, MovingProgress progress) {
        progress.hashed(0, left.size());
        try (var threads = Executors.newFixedThreadPool(lanes, Thread.ofVirtual().factory())) {
            for (var from = 0; from < left.size(); from += BATCH) {
                var part = left.subList(from, Math.min(from + BATCH, left.size()));
                var pins = hashed(part, threads);
                store.change(work -> work.moving().stage(pins));
                part.forEach(PinStaging::wipe);
                progress.hashed(from + part.size(), left.size());
            }
        }
    }

    private List<StagedPin> hashed(List<Newcomer> part, ExecutorService threads) {
        var under = new ArrayList<Future<StagedPin>>();
        for (var newcomer : part) under.add(threads.submit(() -> hashed(newcomer)));
        try {
            var pins = new ArrayList<StagedPin>();
            for (var future : under) pins.add(future.get());
            return pins;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("PINs could not be hashed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDone("", Fault.BUSY, "", "");
        } finally {
            under.forEach(future -> future.cancel(true));
        }
    }

    private StagedPin hashed(Newcomer newcomer) {
        try (var pin = pin(newcomer)) {
            return new StagedPin(
                    newcomer.mailbox(),
                    newcomer.place(),
                    safe.sealHash(newcomer.mailbox(), hash(pin), pin));
        }
    }

    /// Callers come first: where they fill the queue, the import waits.
    String hash(Pin pin) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var ticket = queue.ticket();
            if (ticket.isPresent())
                try (var place = ticket.get()) {
                    return place.hash(pin);
                }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        throw new NotDone("", Fault.BUSY, "", "");
    }
}
