package org.ovalogin.cli.phone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A sound to play.
///
/// @param name the file's stem
/// @param text what it says
/// @param file none where the generated sounds are not at hand
record Sound(String name, String text, Duration length, Optional<Path> file) {
    /// Samples a second of a telephone line, the unit of `endpos`.
    private static final int RATE = 8;

    long samples() {
        return samples(length);
    }

    static long samples(Duration time) {
        return time.toMillis() * RATE;
    }
}
