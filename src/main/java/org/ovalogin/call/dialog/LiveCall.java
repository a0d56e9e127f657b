package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.store.Patience;

/// Watches the line of a call under way: the caller's stage, and the wait from the caller's keys to
/// our next command. For the call's own thread; any thread may read the stage.
final class LiveCall implements Line {
    private final Line line;
    private final CallListener listener;
    private final Patience patience;
    private volatile Since since = new Since(CallStage.EXTENSION, System.nanoTime());
    private boolean keyed;
    private long keyedAt;

    record Since(CallStage stage, long nanos) {}

    LiveCall(Line line, CallListener listener, Duration patience) {
        this.line = line;
        this.listener = listener;
        this.patience = new Patience(patience);
    }

    /// Restarts with everything the caller hears or presses, except for keys that are merely kept
    /// while the caller waits for a verdict.
    Patience patience() {
        return patience;
    }

    /// The current stage and its beginning by [System#nanoTime()].
    Since since() {
        return since;
    }

    /// Keeps the beginning of the stage if the caller is already there.
    void at(CallStage stage) {
        if (since.stage() != stage) since = new Since(stage, System.nanoTime());
    }

    void judged(Duration wait) {
        listener.judged(wait);
    }

    @Override
    public void answer() {
        line.answer();
    }

    @Override
    public void hangUpAfter(Duration limit) {
        line.hangUpAfter(limit);
    }

    @Override
    public void speak(Language language) {
        reply();
        line.speak(language);
    }

    @Override
    public Optional<Key> play(String sound) {
        reply();
        var key = line.play(sound);
        answered();
        if (key.isPresent()) keyed();
        return key;
    }

    @Override
    public boolean playFile(String file) {
        reply();
        var played = line.playFile(file);
        answered();
        return played;
    }

    @Override
    public Optional<Key> key(Duration limit) {
        reply();
        var key = line.key(limit);
        answered();
        if (key.isPresent()) keyed();
        return key;
    }

    @Override
    public Keys keys(int max, Duration limit) {
        reply();
        var keys = line.keys(max, limit);
        answered();
        keyed();
        return keys;
    }

    @Override
    public void set(String variable, String value) {
        reply();
        line.set(variable, value);
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
        reply();
        return line.newMessages(voicemailBox);
    }

    private void answered() {
        if (since.stage() != CallStage.VERDICT) patience.anew();
    }

    private void keyed() {
        keyed = true;
        keyedAt = System.nanoTime();
    }

    private void reply() {
        if (!keyed) return;
        keyed = false;
        listener.replied(Duration.ofNanos(System.nanoTime() - keyedAt));
    }
}
