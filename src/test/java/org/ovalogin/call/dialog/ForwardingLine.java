package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.ovalogin.core.input.Language;

/// Passes everything on to another line; a subclass changes what it must.
public abstract class ForwardingLine implements Line {
    private final Line line;

    protected ForwardingLine(Line line) {
        this.line = line;
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
        line.speak(language);
    }

    @Override
    public Optional<Key> play(String sound) {
        return line.play(sound);
    }

    @Override
    public boolean playFile(String file) {
        return line.playFile(file);
    }

    @Override
    public Optional<Key> key(Duration patience) {
        return line.key(patience);
    }

    @Override
    public Keys keys(int max, Duration patience) {
        return line.keys(max, patience);
    }

    @Override
    public void set(String variable, String value) {
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
        return line.newMessages(voicemailBox);
    }
}
