package org.ovalogin.cli.phone;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Clip;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.UnsupportedAudioFileException;

/// Plays sounds on this machine. If it can't, it says so once and stays silent.
final class Speaker {
    private final Transcript transcript;
    private boolean able;
    private boolean said;
    private Optional<Clip> playing = Optional.empty();

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
            playing = Optional.of(clip(sound.file().get().toFile()));
        } catch (IOException | UnsupportedAudioFileException e) {
            sayOnce(sound.file().get() + ": " + e.getMessage());
        } catch (LineUnavailableException | IllegalArgumentException e) {
            giveUp("Java finds no sound card, or it is in use");
        } catch (LinkageError e) {
            // a server edition of Java may lack the sound module
            giveUp("this Java has no sound (java.desktop)");
        }
    }

    void stop() {
        playing.ifPresent(Clip::close);
        playing = Optional.empty();
    }

    private static Clip clip(File file)
            throws IOException, UnsupportedAudioFileException, LineUnavailableException {
        try (var audio = AudioSystem.getAudioInputStream(file)) {
            var clip = AudioSystem.getClip();
            clip.open(audio);
            clip.start();
            return clip;
        }
    }

    private void giveUp(String why) {
        able = false;
        sayOnce(why);
    }

    private void sayOnce(String why) {
        if (!said) transcript.note("no sound: " + why);
        said = true;
    }
}
