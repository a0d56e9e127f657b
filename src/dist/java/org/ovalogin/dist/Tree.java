package org.ovalogin.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// A folder as it is in an archive: owned by root, in alphabetical order, of one time.
///
/// @param time of every file
record Tree(Path folder, Instant time) {
    private static final int KIBIBYTE = 1024;

    /// All below, parents first.
    List<Path> files(Predicate<Path> wanted) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(f -> !f.equals(folder)).filter(wanted).sorted().toList();
        }
    }

    static boolean isRegular(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// `usr/bin/ova`
    String name(Path file) {
        return folder.relativize(file).toString();
    }

    /// The room that Debian's policy has in mind: each file in whole KiB, and one for all else.
    long kibibytes() throws IOException {
        var room = 0L;
        for (var file : files(_ -> true))
            room += isRegular(file) ? (Files.size(file) + KIBIBYTE - 1) / KIBIBYTE : 1;
        return room;
    }

    /// Opens a tar that [#add] fills.
    static TarArchiveOutputStream tar(OutputStream to) {
        var tar = new TarArchiveOutputStream(to, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        return tar;
    }

    void add(List<Path> files, TarArchiveOutputStream tar) throws IOException {
        for (var file : files) {
            tar.putArchiveEntry(entry(file));
            if (isRegular(file)) Files.copy(file, tar);
            tar.closeArchiveEntry();
        }
        tar.flush();
    }

    private TarArchiveEntry entry(Path file) throws IOException {
        var name = "./" + name(file);
        if (Files.isSymbolicLink(file)) {
            var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            link.setLinkName(Files.readSymbolicLink(file).toString());
            return rooted(link);
        }
        var folder = Files.isDirectory(file);
        var entry = new TarArchiveEntry(folder ? name + "/" : name);
        entry.setMode(mode(file));
        if (!folder) entry.setSize(Files.size(file));
        return rooted(entry);
    }

    private TarArchiveEntry rooted(TarArchiveEntry entry) {
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setModTime(time.toEpochMilli());
        return entry;
    }

    private static int mode(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:mode") & 0777;
    }
}
