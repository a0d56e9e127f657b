package org.ovalogin.storage.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A folder that only its owner, who runs this process, can write to or replace. So nobody else
/// changes the files in it.
///
/// @param path real, without links
public record PrivateFolder(Path path) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int OF_OTHERS = 077;
    private static final int WRITABLE_FOR_OTHERS = 022;

    /// Nobody but a file's owner may rename or delete it.
    private static final int STICKY = 01000;

    private static final int ROOT = 0;

    /// Finds the first candidate that is such a folder or can be made one.
    ///
    /// @param candidates absolute
    /// @throws SetUpException when none is
    public static PrivateFolder first(List<Path> candidates) {
        var reasons = new StringBuilder();
        for (var candidate : candidates) {
            try {
                var found = open(candidate);
                if (found.isPresent()) return found.get();
                reasons.append(" '%s' is open to others;".formatted(candidate));
            } catch (IOException e) {
                reasons.append(" '%s': %s;".formatted(candidate, DataFolder.reason(e)));
            }
        }
        throw new SetUpException(
                "there is no folder of this user's own for the native libraries:"
                        + reasons.substring(0, reasons.length() - 1),
                "name one with XDG_CACHE_HOME=DIR, mode 0700, in folders that others can't write to");
    }

    private static Optional<PrivateFolder> open(Path candidate) throws IOException {
        var parent = candidate.getParent();
        if (parent != null && Files.notExists(parent)) Files.createDirectories(parent, OWNER_ONLY);
        if (Files.notExists(candidate, LinkOption.NOFOLLOW_LINKS))
            Files.createDirectory(candidate, OWNER_ONLY);
        var self = self();
        var own = attributes(candidate);
        if (!Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS)
                || uid(own) != self
                || (mode(own) & OF_OTHERS) != 0) return Optional.empty();
        var real = candidate.toRealPath();
        for (var above = real.getParent(); above != null; above = above.getParent()) {
            var found = attributes(above);
            var writable = (mode(found) & WRITABLE_FOR_OTHERS) != 0;
            if ((uid(found) != self && uid(found) != ROOT)
                    || (writable && (mode(found) & STICKY) == 0)) return Optional.empty();
        }
        return Optional.of(new PrivateFolder(real));
    }

    private static int self() throws IOException {
        var process = Path.of("/proc/self");
        var own = Files.exists(process) ? process : Path.of(System.getProperty("user.home", "/"));
        return (int) Files.getAttribute(own, "unix:uid");
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int uid(Map<String, Object> attributes) {
        return (int) attributes.getOrDefault("uid", -1);
    }

    private static int mode(Map<String, Object> attributes) {
        return (int) attributes.getOrDefault("mode", 0777);
    }

    /// Makes sure that a file has just this content, whatever was there. Processes may do so at the
    /// same time. The next process replaces what a killed one leaves.
    ///
    /// @param below a folder in this one
    public Path keep(String below, String name, byte[] content) throws IOException {
        var file = path.resolve(below).resolve(name);
        if (holds(file, content)) return file;
        try (var lock = FileChannel.open(path.resolve("lock"), lockOptions(), OWNER_ONLY_FILE);
                var _ = lock.lock()) {
            if (Files.notExists(path.resolve(below), LinkOption.NOFOLLOW_LINKS))
                Files.createDirectory(path.resolve(below), OWNER_ONLY);
            if (!holds(file, content)) replace(file, content);
        }
        return file;
    }

    private static Set<StandardOpenOption> lockOptions() {
        return Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void replace(Path file, byte[] content) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (var out =
                FileChannel.open(
                        draft,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OWNER_ONLY_FILE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) out.write(bytes);
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(file) == content.length
                    && Arrays.equals(Files.readAllBytes(file), content);
        } catch (NoSuchFileException _) {
            return false;
        }
    }
}
