package org.ovalogin.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/// Sound at 8 kHz, 16 bit, mono.
final class Heard {
    private static final int HEADER = 44;
    private static final int SAMPLES_A_MILLISECOND = 8;

    /// Quieter is silence.
    private static final int AUDIBLE = 100;

    private final short[] samples;

    private Heard(short[] samples) {
        this.samples = samples;
    }

    /// Also reads a file whose header has no length yet.
    static Heard in(Path wav) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
            var shorts = bytes.position(HEADER).slice().order(ByteOrder.LITTLE_ENDIAN);
            var samples = new short[shorts.remaining() / 2];
            shorts.asShortBuffer().get(samples);
            return new Heard(samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From the first audible sample on.
    Heard audible() {
        var first = 0;
        while (first < samples.length && Math.abs(samples[first]) < AUDIBLE) first++;
        return new Heard(Arrays.copyOfRange(samples, first, samples.length));
    }

    Heard first(Duration length) {
        return new Heard(Arrays.copyOf(samples, (int) length.toMillis() * SAMPLES_A_MILLISECOND));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Heard heard && Arrays.equals(samples, heard.samples);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return Arrays.toString(samples);
    }
}
