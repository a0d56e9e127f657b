package org.ovalogin.cli.phone;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plays sounds on this machine. If it can't, it says so once and stays silent.
final class Speaker {
    private final Transcript transcript;
    private boolean able;
    private boolean said;
    private Optional<Closeable> playing = Optional.empty();

    /// @param wanted false for a silent speaker
    Speaker(Transcript transcript, boolean wanted) {
        this.transcript = transcript;
        this.able = wanted;
    }

    void start(Sound sound) {
        if (!able) return;
        if (sound.file().isEmpty()) {
            sayOnce("there is no file of " + sound.name());
            return;
        }
        try {
            playing = Optional.of(SoundCard.play(sound.file().get().toFile()));
        } catch (IOException e) {
            sayOnce(sound.file().get() + ": " + e.getMessage());
        } catch (IllegalStateException e) {
            giveUp(e.getMessage());
        } catch (LinkageError e) {
            giveUp("this Java has no sound (java.desktop)");
        }
    }

    void stop() {
        try {
            if (playing.isPresent()) playing.get().close();
        } catch (IOException e) {
            giveUp(e.getMessage());
        }
        playing = Optional.empty();
    }

    private void giveUp(@Nullable String why) {
        able = false;
        sayOnce(why);
    }

    private void sayOnce(@Nullable String why) {
        if (!said) transcript.note("no sound: " + why);
        said = true;
    }
}
