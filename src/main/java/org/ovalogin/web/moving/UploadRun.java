package org.ovalogin.web.moving;

import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.moving.MovedIn;
import org.ovalogin.core.moving.MovingProgress;

/// An import that this server runs, or has run. Thread-safe.
public final class UploadRun implements MovingProgress {
    /// How it ended.
    ///
    /// @param done empty: it failed
    /// @param refused why; empty where only the log knows
    public record Ending(Optional<MovedIn> done, Optional<NotDone> refused) {}

    /// Of the two parts, the one that is under way.
    public record Progress(boolean hashing, long done, long total) {}

    private final UUID account;
    private volatile Progress progress = new Progress(true, 0, 0);
    private volatile Optional<Ending> ending = Optional.empty();

    UploadRun(UUID account) {
        this.account = account;
    }

    boolean isOf(UUID who) {
        return account.equals(who);
    }

    public Progress progress() {
        return progress;
    }

    public Optional<Ending> ending() {
        return ending;
    }

    @Override
    public void hashed(long done, long total) {
        progress = new Progress(true, done, total);
    }

    @Override
    public void live(long done, long total) {
        progress = new Progress(false, done, total);
    }

    void ends(Ending how) {
        ending = Optional.of(how);
    }
}
