package org.ovalogin.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The lab's resources from the class path.
final class Resources {
    private Resources() {}

    /// The text of a file in `lab/`, with each `@NAME@` filled in.
    static String text(String file, Map<String, String> values) {
        try (var in = Resources.class.getResourceAsStream("/lab/" + file)) {
            if (in == null) throw new IllegalStateException("no resource lab/" + file);
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var value : values.entrySet())
                text = text.replace("@" + value.getKey() + "@", value.getValue());
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
