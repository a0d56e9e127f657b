package org.ovalogin.notify.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.store.Outbox;
import org.ovalogin.notify.mail.Delivery.Fault;
import org.ovalogin.notify.mail.Delivery.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Empties the outbox: delivers each notice, retries those not accepted, and deletes files whose
/// PIN must not be known any more. Several processes may run one on the same data folder.
public final class Postman implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Postman.class);

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofDays(3);

    /// Added to the longest delivery time, for recording the outcome.
    private static final Duration SLACK = Duration.ofSeconds(30);

    /// Letters under way at the same time, so that a slow one does not delay the others.
    private static final int HANDS = 4;

    /// The longest that a stopping server waits for letters under way.
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Outbox outbox;
    private final Delivery delivery;
    private final EmlFolder files;
    private final Semaphore hands = new Semaphore(HANDS);
    private final ExecutorService carriers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread rounds = Thread.ofVirtual().name("postman").unstarted(this::walk);

    /// Letters that were accepted before the store knows it. They must not be delivered again.
    private final Map<UUID, Outcome> accepted = new ConcurrentHashMap<>();

    /// Files that could not be deleted.
    private final Set<String> undeletable = ConcurrentHashMap.newKeySet();

    /// @param folder the folder of letters as files, perhaps from an earlier configuration
    public Postman(Outbox outbox, Delivery delivery, Path folder) {
        this.outbox = outbox;
        this.delivery = delivery;
        this.files = new EmlFolder(folder);
    }

    /// Delivers until closed, several letters at a time.
    public void start() {
        rounds.start();
    }

    /// Delivers the waiting letters one after the other and returns their outcomes. Stops if the
    /// mail server is unavailable, since the next letter would probably fail too.
    public List<Outcome> deliver() {
        var outcomes = new ArrayList<Outcome>();
        for (var bag = claim(); !bag.isEmpty(); bag = claim()) {
            outcomes.add(deliver(bag.getFirst()));
            if (outcomes.getLast() instanceof Outcome.Later(var fault) && fault.toAll()) break;
        }
        deleteFiles();
        return outcomes;
    }

    /// Ends once the letters under way are done, or take too long.
    @Override
    public void close() {
        closing.countDown();
        try {
            // In a command the thread was never started.
            if (rounds.getState() != Thread.State.NEW) rounds.join(GRACE);
            carriers.shutdown();
            if (!carriers.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS))
                carriers.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Letter> claim() {
        return outbox.claim(1, delivery.limit().plus(SLACK));
    }

    private Outcome deliver(Letter letter) {
        var notice = letter.notice();
        var outcome =
                accepted.containsKey(notice.id()) ? accepted.get(notice.id()) : attempt(letter);
        switch (outcome) {
            case Outcome.Accepted(var file) -> {
                accepted.put(notice.id(), outcome);
                outbox.delivered(notice.id(), file);
                accepted.remove(notice.id());
            }
            case Outcome.Refused(var fault) -> giveUp(notice, "Refused ", fault);
            case Outcome.Later(var fault) -> postpone(letter, fault);
        }
        return outcome;
    }

    private Outcome attempt(Letter letter) {
        var now = outbox.now();
        if (useless(letter, now))
            return new Outcome.Refused(new Fault("PinLapsed", "its PIN is no longer valid"));
        if (over(letter.notice(), now))
            return new Outcome.Refused(new Fault("LinkOver", "its link is no longer valid"));
        try {
            return delivery.deliver(letter);
        } catch (RuntimeException e) {
            // without its message and causes: the mail library's may quote the letter
            return new Outcome.Later(new Fault("Unwritable", e.getClass().getName()));
        }
    }

    /// Whether the letter's PIN has been replaced or has lapsed.
    private boolean useless(Letter letter, Instant now) {
        if (!letter.notice().withPin()) return false;
        var mailbox = letter.mailbox();
        return mailbox.pin().version() != letter.notice().secret().pinVersion()
                || mailbox.lapsed(now);
    }

    /// Whether the notice's link has lapsed. A lapsed PIN does not matter here: the link exists to
    /// replace it.
    private boolean over(Notice notice, Instant now) {
        var end = notice.createdAt().plus(SelfService.LINK_LASTS);
        return notice.kind() == Notice.Kind.RESET_LINK && !now.isBefore(end);
    }

    private void giveUp(Notice notice, String how, Fault fault) {
        log.error("notice {} was not delivered: {}", notice.id(), fault.detail());
        outbox.failed(notice.id(), how + fault.code());
    }

    /// Waits as long as the letter has been tried so far, within bounds, so the wait doubles. Never
    /// waits beyond the end of the letter's secret, which is then wiped.
    private void postpone(Letter letter, Fault fault) {
        var notice = letter.notice();
        var now = outbox.now();
        var tried = Duration.between(outbox.firstTry(notice.id()).orElse(now), now);
        if (tried.compareTo(PATIENCE) >= 0) {
            giveUp(notice, "GivenUp ", fault);
            return;
        }
        var wait = tried.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : tried;
        var another = now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        var next = end(letter).filter(another::isAfter).orElse(another);
        log.warn("notice {} waits until {}: {}", notice.id(), next, fault.detail());
        outbox.postponed(notice.id(), next, fault.said());
    }

    /// The time at which the letter's secret lapses; empty: no secret, or never.
    private static Optional<Instant> end(Letter letter) {
        var notice = letter.notice();
        if (notice.kind() == Notice.Kind.RESET_LINK)
            return Optional.of(notice.createdAt().plus(SelfService.LINK_LASTS));
        if (!notice.withPin()) return Optional.empty();
        var mailbox = letter.mailbox();
        return mailbox.pin().lapse(mailbox.policy().pin());
    }

    /// Deletes each file on its own: a failure stops no other file and no letter, and is logged
    /// once.
    private void deleteFiles() {
        for (var file : outbox.filesToDelete()) {
            try {
                files.delete(file);
                outbox.deleted(file);
                undeletable.remove(file);
            } catch (RuntimeException e) {
                if (undeletable.add(file))
                    log.error(
                            "can't delete the file {} of a letter; trying again, or delete it by hand",
                            file,
                            e);
            }
        }
    }

    private void walk() {
        try {
            do {
                handOutOrTell();
                deleteFilesOrTell();
            } while (!closing.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOutOrTell() throws InterruptedException {
        try {
            handOut();
        } catch (RuntimeException e) {
            log.error("can't read the outbox; trying again", e);
        }
    }

    private void deleteFilesOrTell() {
        try {
            deleteFiles();
        } catch (RuntimeException e) {
            log.error("can't look for files of letters; trying again", e);
        }
    }

    /// Hands out letters until none waits or every hand is full.
    private void handOut() throws InterruptedException {
        while (closing.getCount() > 0
                && hands.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
            var underWay = false;
            try {
                var bag = claim();
                if (bag.isEmpty()) return;
                carriers.execute(() -> carry(bag.getFirst()));
                underWay = true;
            } finally {
                if (!underWay) hands.release();
            }
        }
    }

    private void carry(Letter letter) {
        try {
            deliver(letter);
        } catch (RuntimeException e) {
            log.error("can't record the outcome of notice {}; trying again", letter.notice(), e);
        } finally {
            hands.release();
        }
    }
}
