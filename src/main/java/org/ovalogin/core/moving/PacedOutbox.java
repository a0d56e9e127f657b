package org.ovalogin.core.moving;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.store.Outbox;

/// An outbox in which letters of imports come after all others. Thread-safe.
public record PacedOutbox(Outbox outbox, WelcomeLetters welcomes) implements Outbox {
    @Override
    public List<Letter> claim(int most, Duration lease) {
        var first = outbox.claim(most, lease);
        return first.isEmpty() ? welcomes.claim(lease).stream().toList() : first;
    }

    @Override
    public Waiting waiting() {
        return outbox.waiting();
    }

    @Override
    public void delivered(UUID notice, Optional<String> file) {
        outbox.delivered(notice, file);
    }

    @Override
    public Instant now() {
        return outbox.now();
    }

    @Override
    public Optional<Instant> firstTry(UUID notice) {
        return outbox.firstTry(notice);
    }

    @Override
    public void postponed(UUID notice, Instant next, String why) {
        outbox.postponed(notice, next, why);
    }

    @Override
    public void failed(UUID notice, String why) {
        outbox.failed(notice, why);
    }

    @Override
    public List<String> filesToDelete() {
        return outbox.filesToDelete();
    }

    @Override
    public void deleted(String file) {
        outbox.deleted(file);
    }
}
