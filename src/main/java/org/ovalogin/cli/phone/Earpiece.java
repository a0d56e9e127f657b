package org.ovalogin.cli.phone;

import java.time.Duration;
import java.util.Optional;

/// Shows sounds as text, and plays them aloud on request.
final class Earpiece {
    /// @param samples number of samples played
    record Played(Heard heard, long samples) {}

    private final Channel channel;
    private final InstalledSounds sounds;
    private final Transcript transcript;
    private final Speaker speaker;

    Earpiece(Channel channel, InstalledSounds sounds, Transcript transcript, Speaker speaker) {
        this.channel = channel;
        this.sounds = sounds;
        this.transcript = transcript;
        this.speaker = speaker;
    }

    Optional<Sound> find(String name, String language) {
        return sounds.find(name, language);
    }

    /// Plays to the end, or until an event cuts the sound.
    Played play(Sound sound, String cutBy) {
        transcript.sound(sound.name(), sound.text());
        speaker.start(sound);
        var start = System.nanoTime();
        var heard = channel.play(sound.length(), cutBy);
        speaker.stop();
        var elapsed = Duration.ofNanos(System.nanoTime() - start);
        var cut = heard != Heard.Nothing.SILENCE;
        return new Played(
                heard, cut ? Math.min(Sound.samples(elapsed), sound.samples()) : sound.samples());
    }
}
