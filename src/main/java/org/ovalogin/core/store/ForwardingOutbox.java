package org.ovalogin.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.Letter;

/// Passes everything on to another outbox; a subclass changes what it must.
public abstract class ForwardingOutbox implements Outbox {
    private final Outbox outbox;

    protected ForwardingOutbox(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public List<Letter> claim(int most, Duration lease) {
        return outbox.claim(most, lease);
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
