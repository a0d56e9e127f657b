package org.ovalogin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The overheard commands of one call, to be sent by the other servers.
final class Dialog {
    private Dialog() {}

    static List<String> read(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return a file that is deleted with this process
    static Path write(List<String> commands) {
        try {
            var file = Files.createTempFile("bench-", ".dialog");
            file.toFile().deleteOnExit();
            return Files.write(file, commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
