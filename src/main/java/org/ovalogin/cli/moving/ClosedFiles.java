package org.ovalogin.cli.moving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ovalogin.cli.terminal.ShellException;

/// Writes closed copies to new files: the main one to its name, the others beside it as they are
/// beside the original. No file is replaced, and no link followed.
record ClosedFiles(Path out) {
    private static final Set<PosixFilePermission> OWN =
            PosixFilePermissions.fromString("rw-------");

    private static final Map<PosixFilePermission, PosixFilePermission> GROUP_OF_OTHERS =
            Map.of(
                    PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_READ,
                    PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.GROUP_EXECUTE);

    private static final FileAttribute<Set<PosixFilePermission>> OWN_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    ClosedFiles {
        out = out.toAbsolutePath().normalize();
    }

    /// Refuses before anything is written.
    ///
    /// @throws ShellException where a file is there already
    Map<Path, ConfigFile> targets(Iterable<ConfigFile> files) {
        var targets = new LinkedHashMap<Path, ConfigFile>();
        for (var file : files)
            targets.put(target(file, targets.isEmpty() ? file : first(targets)), file);
        targets.keySet().forEach(ClosedFiles::refuseExisting);
        return targets;
    }

    /// Copies of files that are outside the main file's folder, with their originals.
    Map<Path, Path> elsewhere(List<ConfigFile> files) {
        var folder = files.getFirst().path().resolveSibling("");
        var elsewhere = new LinkedHashMap<Path, Path>();
        for (var file : files)
            if (!file.path().startsWith(folder))
                elsewhere.put(target(file, files.getFirst()), file.path());
        return elsewhere;
    }

    private static ConfigFile first(Map<Path, ConfigFile> targets) {
        return targets.values().iterator().next();
    }

    private Path target(ConfigFile file, ConfigFile main) {
        if (file.equals(main)) return out;
        var folder = main.path().resolveSibling("");
        var name =
                file.path().startsWith(folder)
                        ? folder.relativize(file.path())
                        : Path.of("/").relativize(file.path());
        return out.resolveSibling(name.toString());
    }

    /// @throws ShellException where the main file is there already
    void refuseExisting() {
        refuseExisting(out);
    }

    private static void refuseExisting(Path target) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS))
            throw ShellException.usage(
                    "the file '%s' exists already; nothing was done".formatted(target),
                    "--write-closed names a new file, its includes go beside it: an empty folder suits best");
    }

    /// @throws ShellException where one can't be written; those before it stay
    void write(Map<ConfigFile, byte[]> closed) {
        targets(closed.keySet())
                .forEach(
                        (target, file) -> {
                            write(target, bytes(closed, file), OWN);
                            open(target, file.path());
                        });
    }

    private static byte[] bytes(Map<ConfigFile, byte[]> closed, ConfigFile file) {
        return closed.getOrDefault(file, file.bytes());
    }

    /// Gives the copy the original's mode. Another group may do no more than everybody may.
    private static void open(Path target, Path original) {
        try {
            var there = Files.readAttributes(original, PosixFileAttributes.class);
            var here =
                    Files.readAttributes(
                            target, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            var mode = EnumSet.noneOf(PosixFilePermission.class);
            mode.addAll(there.permissions());
            if (!here.group().equals(there.group()))
                GROUP_OF_OTHERS.forEach(
                        (others, group) -> {
                            if (!mode.contains(others)) mode.remove(group);
                        });
            Files.setPosixFilePermissions(target, mode);
        } catch (IOException _) {
            // the owner alone reads the copy then
        }
    }

    /// A new file that its owner alone may read until it has its mode.
    void write(Path target, byte[] bytes, Set<PosixFilePermission> mode) {
        try {
            folders(target.resolveSibling(""));
            try (var channel =
                    FileChannel.open(
                            target,
                            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                            PosixFilePermissions.asFileAttribute(OWN))) {
                var rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) channel.write(rest);
                channel.force(true);
            }
            Files.setPosixFilePermissions(target, mode);
        } catch (FileAlreadyExistsException e) {
            throw ShellException.failed(
                    "'%s' exists already; '%s' is not written".formatted(e.getFile(), target),
                    "somebody made it meanwhile, or it is a link");
        } catch (IOException e) {
            throw ShellException.failed(
                    "the file '%s' can't be written".formatted(target),
                    "the system says " + e.getClass().getSimpleName());
        }
    }

    /// Folders of the copies. Those below the main copy's are no links.
    private void folders(Path folder) throws IOException {
        var first = out.resolveSibling("");
        if (folder.equals(first)) {
            if (!Files.exists(first)) Files.createDirectories(first, OWN_FOLDER);
            return;
        }
        folders(folder.resolveSibling(""));
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS))
            Files.createDirectory(folder, OWN_FOLDER);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
            throw new FileAlreadyExistsException(folder.toString());
    }
}
