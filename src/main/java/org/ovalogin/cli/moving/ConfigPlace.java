package org.ovalogin.cli.moving;

import java.nio.file.Path;

/// A line of a configuration file, counted from 1.
public record ConfigPlace(Path file, int line) {
    /// File and line, such as `voicemail.conf:12`.
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
