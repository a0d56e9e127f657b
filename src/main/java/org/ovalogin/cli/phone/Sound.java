package org.ovalogin.cli.phone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A sound to play.
///
/// @param name the file's stem
/// @param text the spoken words
/// @param file empty without generated sounds
record Sound(String name, String text, Duration length, Optional<Path> file) {
    /// Samples per millisecond on a telephone line; `endpos` counts samples.
    private static final int RATE = 8;

    long samples() {
        return samples(length);
    }

    static long samples(Duration time) {
        return time.toMillis() * RATE;
    }
}
