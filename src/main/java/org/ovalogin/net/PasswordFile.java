package org.ovalogin.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// A file that a setting names for a password. Its first line is the password; nobody but its owner
/// may read it.
public final class PasswordFile {
    private PasswordFile() {}

    /// Reads the file anew on each use, so a new password takes effect at once.
    public static String password(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("");
    }

    /// The fault of the file, in a line; empty where it has none.
    ///
    /// @param key of the setting
    public static Optional<String> fault(String key, Path file) {
        try {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            if (!mode.endsWith("------"))
                return Optional.of(
                        "%s: '%s' has mode %s, allowed: rw-------".formatted(key, file, mode));
            return password(file).isEmpty()
                    ? Optional.of("%s: '%s' has no password".formatted(key, file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "%s: '%s' can't be read: %s"
                            .formatted(key, file, e.getClass().getSimpleName()));
        }
    }
}
