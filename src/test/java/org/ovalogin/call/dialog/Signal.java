package org.ovalogin.call.dialog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Samples of a telephone's sound, -1 to 1 at 8 kHz, and what can be measured of them in dB below
/// full scale.
final class Signal {
    private static final int RATE = 8000;
    private static final int FRAME = RATE / 100;

    /// Frames below it are a pause.
    private static final double QUIET = -45;

    /// Frames of the shortest pause.
    private static final int PAUSE = 20;

    /// The Q of a second-order Butterworth filter.
    private static final double QUALITY = Math.sqrt(0.5);

    private final double[] samples;

    private Signal(double[] samples) {
        this.samples = samples;
    }

    static Signal of(Recording recording) {
        var samples = recording.samples();
        return new Signal(
                IntStream.range(0, samples.limit())
                        .mapToDouble(i -> samples.get(i) / 32768.0)
                        .toArray());
    }

    static Signal joined(Iterable<Recording> recordings) {
        var all = DoubleStream.builder();
        for (var recording : recordings) Arrays.stream(of(recording).samples).forEach(all::add);
        return new Signal(all.build().toArray());
    }

    /// The level without the pauses.
    double speech() {
        return decibel(Arrays.stream(frames()).filter(p -> decibel(p) > QUIET).average().orElse(0));
    }

    /// The median level within pauses; a soft consonant is shorter than a pause.
    double pause() {
        var pauses = new ArrayList<Double>();
        var frames = frames();
        var from = 0;
        for (var i = 0; i <= frames.length; i++) {
            if (i < frames.length && decibel(frames[i]) <= QUIET) continue;
            if (i - from >= PAUSE)
                Arrays.stream(frames, from, i).map(Signal::decibel).forEach(pauses::add);
            from = i + 1;
        }
        return pauses.stream().sorted().toList().get(pauses.size() / 2);
    }

    double level() {
        return decibel(power(0, samples.length));
    }

    double peak() {
        return 20 * Math.log10(Arrays.stream(samples).map(Math::abs).max().orElse(0));
    }

    /// The signal between two frequencies, with slopes of 24 dB an octave.
    Signal band(double low, double high) {
        return filtered(low, true).filtered(low, true).filtered(high, false).filtered(high, false);
    }

    /// A biquad (Robert Bristow-Johnson's cookbook).
    private Signal filtered(double frequency, boolean highs) {
        var turn = 2 * Math.PI * frequency / RATE;
        var cos = Math.cos(turn);
        var alpha = Math.sin(turn) / (2 * QUALITY);
        var b1 = highs ? -(1 + cos) : 1 - cos;
        var b0 = Math.abs(b1) / 2;
        var result = new double[samples.length];
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
        for (var i = 0; i < samples.length; i++) {
            var x = samples[i];
            var y = (b0 * x + b1 * x1 + b0 * x2 + 2 * cos * y1 - (1 - alpha) * y2) / (1 + alpha);
            x2 = x1;
            x1 = x;
            y2 = y1;
            y1 = y;
            result[i] = y;
        }
        return new Signal(result);
    }

    /// The power of each 10 ms.
    private double[] frames() {
        return IntStream.range(0, samples.length / FRAME)
                .mapToDouble(i -> power(i * FRAME, (i + 1) * FRAME))
                .toArray();
    }

    private double power(int from, int to) {
        return Arrays.stream(samples, from, to).map(s -> s * s).average().orElse(0);
    }

    private static double decibel(double power) {
        return 10 * Math.log10(Math.max(power, 1e-12));
    }
}
