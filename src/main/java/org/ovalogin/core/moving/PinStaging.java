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
import java.util.stream.Collectors;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.StagedPin;

/// Hashes the PINs of mailboxes to be, and keeps the hashes until the mailboxes are live. An import
/// that was interrupted has left some, which count again where box and PIN are the same.
/// Thread-safe.
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

    /// A PIN beside its mark.
    private record Marked(Newcomer newcomer, String mark) {}

    /// The newcomers under the GUIDs that their hashes are sealed for. Wipes the PINs.
    ///
    /// @throws NotDone if the queue has no place for a minute
    List<Newcomer> stage(List<Newcomer> newcomers, MovingProgress progress) {
        var staged =
                store.read(view -> view.moving().staged()).stream()
                        .collect(Collectors.toMap(StagedPin::place, pin -> pin));
        var known = new ArrayList<Newcomer>();
        var left = new ArrayList<Marked>();
        for (var newcomer : newcomers) {
            if (!newcomer.keepsPin()) {
                newcomer.candidate().box().pin().close();
                known.add(newcomer);
                continue;
            }
            var mark = mark(newcomer);
            var former = staged.get(newcomer.place());
            if (former != null && former.mark().equals(mark)) {
                newcomer.candidate().box().pin().close();
                known.add(newcomer.as(former.mailbox()));
                staged.remove(newcomer.place());
            } else {
                left.add(new Marked(newcomer, mark));
            }
        }
        discard(staged.values().stream().map(StagedPin::mailbox).toList());
        hash(left, progress);
        left.forEach(marked -> known.add(marked.newcomer()));
        return known;
    }

    /// Staged hashes that were not used.
    void discardAll() {
        discard(
                store.read(view -> view.moving().staged()).stream()
                        .map(StagedPin::mailbox)
                        .toList());
    }

    private void discard(List<UUID> mailboxes) {
        for (var from = 0; from < mailboxes.size(); from += DISCARDED) {
            var part = mailboxes.subList(from, Math.min(from + DISCARDED, mailboxes.size()));
            store.change(work -> work.moving().discard(part));
        }
    }

    private String mark(Newcomer newcomer) {
        try (var pin = pin(newcomer)) {
            return safe.boxMark(newcomer.place(), pin);
        }
    }

    private static Pin pin(Newcomer newcomer) {
        return newcomer.candidate().box().pin().pin().orElseThrow();
    }

    private void hash(List<Marked> left, MovingProgress progress) {
        progress.hashed(0, left.size());
        try (var threads = Executors.newFixedThreadPool(lanes, Thread.ofVirtual().factory())) {
            for (var from = 0; from < left.size(); from += BATCH) {
                var part = left.subList(from, Math.min(from + BATCH, left.size()));
                var pins = hashed(part, threads);
                store.change(work -> work.moving().stage(pins));
                part.forEach(marked -> marked.newcomer().candidate().box().pin().close());
                progress.hashed(from + part.size(), left.size());
            }
        }
    }

    private List<StagedPin> hashed(List<Marked> part, ExecutorService threads) {
        var under = new ArrayList<Future<StagedPin>>();
        for (var marked : part) under.add(threads.submit(() -> hashed(marked)));
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

    private StagedPin hashed(Marked marked) {
        var newcomer = marked.newcomer();
        try (var pin = pin(newcomer)) {
            return new StagedPin(
                    newcomer.mailbox(),
                    newcomer.place(),
                    safe.sealHash(newcomer.mailbox(), hash(pin), pin),
                    marked.mark());
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
