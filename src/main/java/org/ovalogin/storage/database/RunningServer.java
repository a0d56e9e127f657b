package org.ovalogin.storage.database;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The addresses at which the server of a data folder listens. The server writes them into the file
/// `running`, and deletes that when it stops. A killed server's file stays but counts for nothing:
/// only the folder's lock tells that a server runs.
///
/// @param mark random at each start; the server tells it to `./ova doctor` over FastAGI
/// @param fastAgi `ADDRESS:PORT`, IPv6 in brackets
/// @param http likewise; empty: it has no pages
/// @param health likewise; tells `ova health` in a line whether calls can be taken
public record RunningServer(
        String mark, String fastAgi, Optional<String> http, Optional<String> health) {
    private static final Pattern PLACE =
            Pattern.compile("([0-9.]+|\\[[0-9A-Fa-f:.%]+\\]):\\d{1,5}");

    /// The entry of this folder's server; empty while none runs, or while it starts.
    public static Optional<RunningServer> of(DataFolder folder) {
        return FolderLock.isTaken(folder) ? read(folder.running()) : Optional.empty();
    }

    private static Optional<RunningServer> read(Path file) {
        try {
            var lines = new Properties();
            lines.load(new StringReader(Files.readString(file)));
            var mark = lines.getProperty("mark", "");
            var fastAgi = lines.getProperty("fastagi", "");
            var http = Optional.ofNullable(lines.getProperty("http"));
            var health = Optional.ofNullable(lines.getProperty("health"));
            var places = Stream.of(Optional.of(fastAgi), http, health).flatMap(Optional::stream);
            if (mark.isEmpty() || !places.allMatch(at -> PLACE.matcher(at).matches()))
                return Optional.empty();
            return Optional.of(new RunningServer(mark, fastAgi, http, health));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Writes it whole, for the owner alone.
    public void announce(DataFolder folder) {
        var text = "mark=%s\nfastagi=%s\n".formatted(mark, fastAgi);
        var fresh = folder.running().resolveSibling("running.new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    fresh,
                    text
                            + http.map("http=%s\n"::formatted).orElse("")
                            + health.map("health=%s\n"::formatted).orElse(""));
            Files.move(
                    fresh,
                    folder.running(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SetUpException(
                    "the file '%s' can't be written: %s"
                            .formatted(folder.running(), DataFolder.reason(e)),
                    "see to the folder and the disk it is on",
                    e);
        }
    }

    /// Never fails: without the lock the file counts for nothing.
    public static void retract(DataFolder folder) {
        try {
            Files.deleteIfExists(folder.running());
        } catch (IOException _) {
            // as above
        }
    }
}
