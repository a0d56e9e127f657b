package org.ovalogin.core.input;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// Reads the texts of a language from the class path, one `.properties` file a language.
public final class LanguageFile {
    private LanguageFile() {}

    /// The lines of the language's own file over those it inherits.
    ///
    /// @param reader the class beside the folder
    /// @param folder has `en.properties`, `en_GB.properties` and so on
    /// @throws IllegalStateException if a language without a parent has no file
    public static Properties read(Class<?> reader, String folder, Language language) {
        var lines = new Properties();
        for (var from : language.lineage().reversed()) {
            var file = "%s/%s.properties".formatted(folder, from.folder());
            try (var in = reader.getResourceAsStream(file)) {
                if (in != null) lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
                else if (from.lineage().size() == 1)
                    throw new IllegalStateException("no texts " + file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }
}
