package org.ovalogin.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// A prompt's file: 8 kHz, mono, 16 bit.
public final class SoundFile {
    static final int RATE = 8_000;

    /// 10 ms.
    private static final int FRAME = RATE / 100;

    /// Quieter frames, in dBFS, are silence.
    private static final double SILENCE = -45;

    private static final double FULL = Short.MAX_VALUE + 1;

    private final String name;
    private final short[] samples;

    private SoundFile(String name, short[] samples) {
        this.name = name;
        this.samples = samples;
    }

    static SoundFile read(Path file) {
        try (var in = AudioSystem.getAudioInputStream(file.toFile())) {
            var format = in.getFormat();
            if (format.getSampleRate() != RATE
                    || format.getChannels() != 1
                    || format.getSampleSizeInBits() != 16)
                throw new IllegalStateException(
                        "%s: found %s; 8 kHz, mono, 16 bit is allowed".formatted(file, format));
            var bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            var samples = new short[bytes.remaining() / 2];
            bytes.asShortBuffer().get(samples);
            return new SoundFile(file.getFileName().toString().replace(".wav", ""), samples);
        } catch (UnsupportedAudioFileException e) {
            throw new IllegalStateException(file + " is no sound file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /// The samples, each between -32,768 and 32,767.
    IntStream samples() {
        return IntStream.range(0, samples.length).map(i -> samples[i]);
    }

    Duration length() {
        return duration(samples.length);
    }

    private static Duration duration(int samples) {
        return Duration.ofNanos(samples * 1_000_000_000L / RATE);
    }

    /// Loudness in dBFS of the 10 ms frames that are not silence.
    double level() {
        var speech = IntStream.range(0, frames()).filter(this::speaks);
        return decibels(Math.sqrt(speech.mapToDouble(this::power).average().orElse(0)));
    }

    /// Silence at the beginning.
    Duration lead() {
        return duration(FRAME * IntStream.range(0, frames()).filter(this::speaks).findFirst().orElse(0));
    }

    /// Silence at the end.
    Duration trail() {
        var last = IntStream.range(0, frames()).filter(this::speaks).max().orElse(0);
        return duration(Math.max(0, samples.length - FRAME * (last + 1)));
    }

    /// The longest silence between two words.
    Duration longestPause() {
        return duration(FRAME * Arrays.stream(pauses()).mapToInt(p -> p[1] - p[0]).max().orElse(0));
    }

    /// The beginning of the pause nearest to this part of the sound; the whole length without any.
    ///
    /// @param share 0 to 1
    Duration pauseNear(double share) {
        var near = share * frames();
        return Arrays.stream(pauses())
                .min(Comparator.comparingDouble((int[] pause) -> Math.abs(pause[0] - near)))
                .map(pause -> duration(FRAME * pause[0]))
                .orElseGet(this::length);
    }

    /// The number of samples at the limit of the format.
    long clipped() {
        return IntStream.range(0, samples.length)
                .filter(i -> Math.abs(samples[i]) >= Short.MAX_VALUE)
                .count();
    }

    /// Pairs of frames: the first silent one and the first that speaks again.
    private int[][] pauses() {
        var speaking = IntStream.range(0, frames()).filter(this::speaks).toArray();
        return IntStream.range(1, speaking.length)
                .filter(i -> speaking[i] - speaking[i - 1] > 1)
                .mapToObj(i -> new int[] {speaking[i - 1] + 1, speaking[i]})
                .toArray(int[][]::new);
    }

    private int frames() {
        return samples.length / FRAME;
    }

    private boolean speaks(int frame) {
        return decibels(Math.sqrt(power(frame))) > SILENCE;
    }

    private double power(int frame) {
        return IntStream.range(frame * FRAME, (frame + 1) * FRAME)
                .mapToDouble(i -> (double) samples[i] * samples[i])
                .average()
                .orElseThrow();
    }

    /// @param amplitude in steps of the format
    static double decibels(double amplitude) {
        return 20 * Math.log10(Math.max(1e-9, amplitude / FULL));
    }
}
