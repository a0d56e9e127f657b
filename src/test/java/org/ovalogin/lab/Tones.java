package org.ovalogin.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The telephone's tones (ITU-T Q.23) as sound at 8 kHz: made, and found again.
public final class Tones {
    private static final int RATE = 8000;
    private static final double[] ROWS = {697, 770, 852, 941};
    private static final double[] COLUMNS = {1209, 1336, 1477};
    private static final String[] KEYS = {"123", "456", "789", "*0#"};

    /// Each sine's, of 32,767.
    private static final double AMPLITUDE = 6000;

    /// Samples looked at together, 11 ms, and how far the next look is.
    private static final int WINDOW = 90;

    private static final int STEP = 5;

    /// The share of a window's power that its two strongest frequencies have in a tone. Speech and
    /// music spread theirs.
    private static final double PURE = 0.8;

    /// The mean square of the weakest tone that counts: 50 dB below the loudest sine.
    private static final double AUDIBLE = 5_000;

    /// Bytes before the samples, as Asterisk writes it (format_wav.c).
    private static final int WAV_HEADER = 44;

    private Tones() {}

    /// Samples of a key's tone.
    ///
    /// @param from number of the first sample, so that parts of a tone join
    static short[] of(char key, int from, int count) {
        var row = row(key);
        var low = ROWS[row];
        var high = COLUMNS[KEYS[row].indexOf(key)];
        var samples = new short[count];
        for (var i = 0; i < count; i++) {
            var t = 2 * Math.PI * (from + i) / RATE;
            samples[i] = (short) (AMPLITUDE * (Math.sin(low * t) + Math.sin(high * t)));
        }
        return samples;
    }

    private static int row(char key) {
        for (var row = 0; row < KEYS.length; row++) if (KEYS[row].indexOf(key) >= 0) return row;
        throw new IllegalArgumentException("not a key");
    }

    /// The keys whose tones are in this sound, in order. Even 12 ms of a tone count, the rest that
    /// Asterisk leaves of one it has taken for a key: a program can read them.
    public static String in(short[] sound) {
        var found = new StringBuilder();
        var looks = new ArrayList<Character>(List.of(' ', ' '));
        for (var at = 0; at + WINDOW <= sound.length; at += STEP) {
            var key = look(sound, at);
            var before = looks.removeFirst();
            if (key != ' ' && looks.getFirst() == key && before != key) found.append(key);
            looks.add(key);
        }
        return found.toString();
    }

    /// As [#in(short[])], of a WAV file with 16 bits a sample.
    public static String in(Path wav) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        var samples = new short[(bytes.capacity() - WAV_HEADER) / 2];
        bytes.position(WAV_HEADER).asShortBuffer().get(samples);
        return in(samples);
    }

    private static char look(short[] sound, int at) {
        var power = 0.0;
        for (var i = at; i < at + WINDOW; i++) power += (double) sound[i] * sound[i];
        power /= WINDOW;
        if (power < AUDIBLE) return ' ';
        var row = strongest(ROWS, sound, at);
        var column = strongest(COLUMNS, sound, at);
        var low = power(ROWS[row], sound, at);
        var high = power(COLUMNS[column], sound, at);
        var weaker = Math.min(low, high);
        if (low + high < PURE * power || weaker < 0.1 * power) return ' ';
        return KEYS[row].charAt(column);
    }

    private static int strongest(double[] frequencies, short[] sound, int at) {
        var best = 0;
        for (var i = 1; i < frequencies.length; i++)
            if (power(frequencies[i], sound, at) > power(frequencies[best], sound, at)) best = i;
        return best;
    }

    /// Goertzel's algorithm: the mean square of this frequency's sine in the window.
    private static double power(double frequency, short[] sound, int at) {
        var turn = 2 * Math.cos(2 * Math.PI * frequency / RATE);
        var last = 0.0;
        var before = 0.0;
        for (var i = at; i < at + WINDOW; i++) {
            var next = sound[i] + turn * last - before;
            before = last;
            last = next;
        }
        var square = last * last + before * before - turn * last * before;
        return 2 * square / ((double) WINDOW * WINDOW);
    }

    /// ITU-T G.711, µ-law.
    static byte ulaw(int sample) {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.min(Math.abs(sample), 32_635) + 132;
        var exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        return (byte) ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 15));
    }

    /// ITU-T G.711, A-law.
    static byte alaw(int sample) {
        var sign = sample < 0 ? 0 : 0x80;
        var magnitude = Math.min(sample < 0 ? ~sample : sample, 32_767) >> 4;
        var exponent = magnitude < 32 ? 0 : 27 - Integer.numberOfLeadingZeros(magnitude);
        var mantissa = exponent == 0 ? magnitude >> 1 : magnitude >> exponent & 15;
        return (byte) ((sign | exponent << 4 | mantissa) ^ 0x55);
    }
}
