package org.ovalogin.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The number of this release, the build's.
public final class Release {
    /// Such as `1.0.0`.
    public static final String NUMBER = number();

    private Release() {}

    private static String number() {
        try (var in = Release.class.getResourceAsStream("release")) {
            var text = Objects.requireNonNull(in).readAllBytes();
            return new String(text, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
