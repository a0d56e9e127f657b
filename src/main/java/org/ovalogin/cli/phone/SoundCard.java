package org.ovalogin.cli.phone;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.UnsupportedAudioFileException;

/// All that needs Java's module `java.desktop`, which a server's Java may lack. Then the first use
/// of this class throws a [LinkageError].
final class SoundCard {
    private SoundCard() {}

    /// Starts a file.
    ///
    /// @return ends it
    /// @throws IOException if the file can't be read or is no sound
    /// @throws IllegalStateException if there is no sound card, or it is in use
    static Closeable play(File file) throws IOException {
        try (var audio = AudioSystem.getAudioInputStream(file)) {
            var clip = AudioSystem.getClip();
            clip.open(audio);
            clip.start();
            return clip::close;
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(e.getMessage(), e);
        } catch (LineUnavailableException | IllegalArgumentException e) {
            throw new IllegalStateException("Java finds no sound card, or it is in use", e);
        }
    }
}
