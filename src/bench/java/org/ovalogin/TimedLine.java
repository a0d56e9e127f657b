package org.ovalogin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ovalogin.call.dialog.ForwardingLine;
import org.ovalogin.call.dialog.Key;
import org.ovalogin.call.dialog.Line;

/// Notes when each sound of a call begins, when the caller is waited for, and when the call goes
/// on to voice mail. Times are [System#nanoTime()]'s. Other threads may look.
final class TimedLine extends ForwardingLine {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// The time of a call to voice mail that ended otherwise.
    private static final long NEVER = Long.MIN_VALUE;

    /// Waits for a first key are longer than any other.
    private static final Duration FIRST_KEY = Duration.ofSeconds(8);

    record Begun(String sound, long at) {}

    private final List<Begun> sounds = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Long> waits = new LinkedBlockingQueue<>();
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final CompletableFuture<Long> opened = new CompletableFuture<>();

    TimedLine(Line line) {
        super(line);
    }

    long answered() {
        return within(PATIENCE, answered)
                .orElseThrow(() -> new IllegalStateException("no answer in " + PATIENCE));
    }

    /// The time at which the dialplan learned that voice mail comes next; empty if the call ends
    /// otherwise, or does not get there in `patience`.
    Optional<Long> opened(Duration patience) {
        return within(patience, opened).filter(at -> at != NEVER);
    }

    private static Optional<Long> within(Duration patience, CompletableFuture<Long> time) {
        try {
            return Optional.of(time.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a time failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// The next time at which everything was said and the caller is waited for.
    long nextWait() {
        try {
            var wait = waits.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (wait == null)
                throw new IllegalStateException("nothing was asked; heard " + sounds);
            return wait;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// The beginning of a prompt's first sound.
    Begun begun(String prompt) {
        return sounds.stream()
                .filter(begun -> begun.sound().startsWith(prompt))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no %s; heard %s".formatted(prompt, sounds)));
    }

    List<String> sounds() {
        return sounds.stream().map(Begun::sound).toList();
    }

    @Override
    public void answer() {
        super.answer();
        answered.complete(System.nanoTime());
    }

    @Override
    public Optional<Key> play(String sound) {
        sounds.add(new Begun(sound, System.nanoTime()));
        return super.play(sound);
    }

    @Override
    public Optional<Key> key(Duration patience) {
        if (patience.compareTo(FIRST_KEY) > 0) waits.add(System.nanoTime());
        return super.key(patience);
    }

    @Override
    public void set(String variable, String value) {
        if (variable.equals("OVA_NEXT"))
            opened.complete(value.equals("voicemail") ? System.nanoTime() : NEVER);
        super.set(variable, value);
    }
}
