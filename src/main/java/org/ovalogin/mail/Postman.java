package org.ovalogin.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ovalogin.mailbox.Letter;
import org.ovalogin.mailbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Empties the outbox: writes each notice as an `.eml` file, and deletes the files whose PIN is no
/// longer to be known. May run in several processes on one data folder; for one thread in each.
public final class Postman implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Postman.class);

    private static final Duration ROUND = Duration.ofSeconds(1);

    /// Time enough to write a file; after it the letter is anybody's again.
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final int BAG = 50;

    private final Outbox outbox;
    private final LetterWriter writer;
    private final EmlFolder folder;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread rounds = Thread.ofVirtual().name("postman").unstarted(this::walk);

    public Postman(Outbox outbox, LetterWriter writer, Path folder) {
        this.outbox = outbox;
        this.writer = writer;
        this.folder = new EmlFolder(folder);
    }

    /// Delivers from now on, every second, until closed.
    public void start() {
        rounds.start();
    }

    /// Delivers what waits now and returns the names of the files written.
    public List<String> deliver() {
        var names =
                outbox.claim(BAG, LEASE).stream()
                        .flatMap(letter -> deliver(letter).stream())
                        .toList();
        for (var file : outbox.filesToDelete()) {
            folder.delete(file);
            outbox.deleted(file);
        }
        return names;
    }

    /// Ends after the letter at hand.
    @Override
    public void close() {
        closing.countDown();
        if (rounds.getState() == Thread.State.NEW) return; // a command's, which never walked
        try {
            rounds.join(LEASE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Empty when it did not succeed: the notice stays in the outbox, and the others have their
    /// turn.
    private Optional<String> deliver(Letter letter) {
        var notice = letter.notice();
        var name = notice.file();
        try {
            folder.write(name, writer.write(letter));
            outbox.delivered(notice.id(), name);
            return Optional.of(name);
        } catch (RuntimeException e) {
            log.error("notice {} could not be written; it is tried again", notice.id(), e);
            return Optional.empty();
        }
    }

    private void walk() {
        try {
            do {
                try {
                    deliver();
                } catch (RuntimeException e) {
                    log.error("the outbox can't be read; trying again", e);
                }
            } while (!closing.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
