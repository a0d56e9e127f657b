package org.ovalogin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ovalogin.call.dialog.Key;
import org.ovalogin.call.dialog.Keys;
import org.ovalogin.call.dialog.Line;
import org.ovalogin.core.input.Language;

/// Notes when each sound of a call begins, when the caller is waited for, and when the call goes
/// on to voice mail. Times are [System#nanoTime()]'s. Other threads may look.
final class TimedLine implements Line {
    private static final long PATIENCE_SECONDS = 60;

    /// Waits for a first key are longer than any other.
    private static final Duration FIRST_KEY = Duration.ofSeconds(8);

    record Begun(String sound, long at) {}

    private final Line line;
    private final List<Begun> sounds = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Long> waits = new LinkedBlockingQueue<>();
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final CompletableFuture<Long> handedOver = new CompletableFuture<>();

    TimedLine(Line line) {
        this.line = line;
    }

    long answered() {
        return soon(answered);
    }

    /// The time at which the dialplan learned what comes next.
    long handedOver() {
        return soon(handedOver);
    }

    private static long soon(CompletableFuture<Long> time) {
        return time.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /// The next time at which everything was said and the caller is waited for.
    long nextWait() {
        try {
            var wait = waits.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
        line.answer();
        answered.complete(System.nanoTime());
    }

    @Override
    public Optional<Key> play(String sound) {
        sounds.add(new Begun(sound, System.nanoTime()));
        return line.play(sound);
    }

    @Override
    public boolean playFile(String file) {
        return line.playFile(file);
    }

    @Override
    public Optional<Key> key(Duration patience) {
        if (patience.compareTo(FIRST_KEY) > 0) waits.add(System.nanoTime());
        return line.key(patience);
    }

    @Override
    public Keys keys(int max, Duration patience) {
        return line.keys(max, patience);
    }

    @Override
    public void set(String variable, String value) {
        if (variable.equals("OVA_NEXT")) handedOver.complete(System.nanoTime());
        line.set(variable, value);
    }

    @Override
    public void hangUpAfter(Duration limit) {
        line.hangUpAfter(limit);
    }

    @Override
    public void speak(Language language) {
        line.speak(language);
    }

    @Override
    public void stopRecording() {
        line.stopRecording();
    }

    @Override
    public boolean moved() {
        return line.moved();
    }

    @Override
    public OptionalInt newMessages(String voicemailBox) {
        return line.newMessages(voicemailBox);
    }
}
