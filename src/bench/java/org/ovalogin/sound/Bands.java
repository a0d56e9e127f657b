package org.ovalogin.sound;

import java.util.Arrays;
import java.util.List;

/// The loudness of speech in three bands of the telephone's, in dBFS. Each band's edges are two
/// second-order Butterworth filters in a row (Bristow-Johnson, "Cookbook formulae for audio EQ
/// biquad filter coefficients").
///
/// @param low 100 Hz to 1 kHz
/// @param middle 1 to 2 kHz
/// @param high 2 to 3.4 kHz
record Bands(double low, double middle, double high) {
    private static final double Q = Math.sqrt(0.5);

    private enum Pass {
        HIGH,
        LOW
    }

    /// The bands of all files, one after the other.
    static Bands of(List<SoundFile> files) {
        var all = files.stream().flatMapToInt(SoundFile::samples).asDoubleStream().toArray();
        return new Bands(level(all, 100, 1_000), level(all, 1_000, 2_000), level(all, 2_000, 3_400));
    }

    /// How far the middle band lies below the low one, in dB.
    double middleBelowLow() {
        return low - middle;
    }

    double highBelowLow() {
        return low - high;
    }

    private static double level(double[] samples, int from, int to) {
        var heard = samples;
        for (var edge = 0; edge < 2; edge++) heard = filtered(heard, Pass.HIGH, from);
        for (var edge = 0; edge < 2; edge++) heard = filtered(heard, Pass.LOW, to);
        var power = Arrays.stream(heard).map(v -> v * v).average().orElse(0);
        return SoundFile.decibels(Math.sqrt(power));
    }

    private static double[] filtered(double[] x, Pass pass, int hertz) {
        var w = 2 * Math.PI * hertz / SoundFile.RATE;
        var cos = Math.cos(w);
        var alpha = Math.sin(w) / (2 * Q);
        var a0 = 1 + alpha;
        var outer = (pass == Pass.HIGH ? 1 + cos : 1 - cos) / 2 / a0;
        var inner = (pass == Pass.HIGH ? -(1 + cos) : 1 - cos) / a0;
        var a1 = -2 * cos / a0;
        var a2 = (1 - alpha) / a0;
        var y = new double[x.length];
        for (var i = 0; i < x.length; i++) {
            y[i] = outer * x[i];
            if (i > 0) y[i] += inner * x[i - 1] - a1 * y[i - 1];
            if (i > 1) y[i] += outer * x[i - 2] - a2 * y[i - 2];
        }
        return y;
    }
}
