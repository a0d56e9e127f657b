package org.ovalogin.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The user that Asterisk runs as, and the files it may read by their modes.
///
/// @param groups all of its groups
record AsteriskUser(String name, Set<String> groups) {
    private static final Pattern SETTING =
            Pattern.compile("(?m)^ *User name and group: *([^/\\s]*)/([^/\\s]*)");
    private static final String USUAL = "asterisk";
    private static final String ROOT = "root";

    /// The user that Asterisk's settings name, else that of its process, else the usual one.
    static AsteriskUser of(String settings) {
        var setting = SETTING.matcher(settings);
        if (setting.find() && !setting.group(1).isEmpty())
            return named(setting.group(1), setting.group(2));
        return named(
                ProcessHandle.allProcesses()
                        .map(ProcessHandle::info)
                        .filter(
                                info ->
                                        info.command()
                                                .filter(c -> c.endsWith("/asterisk"))
                                                .isPresent())
                        .flatMap(info -> info.user().stream())
                        .findFirst()
                        .orElse(USUAL),
                "");
    }

    private static AsteriskUser named(String user, String group) {
        var groups = new HashSet<String>();
        groups.add(group.isEmpty() ? user : group);
        try {
            for (var line : Files.readAllLines(Path.of("/etc/group"))) {
                var fields = line.split(":", -1);
                if (fields.length == 4 && List.of(fields[3].split(",", -1)).contains(user))
                    groups.add(fields[0]);
            }
        } catch (IOException | IllegalArgumentException _) {
            // without its other groups
        }
        return new AsteriskUser(user, groups);
    }

    /// The first part of the path that this user can't read or pass through; empty: all of it can
    /// be.
    Optional<Path> stoppedAt(Path path) {
        if (name.equals(ROOT)) return Optional.empty();
        try {
            var real = path.toRealPath();
            for (var folder = real.getParent(); folder != null; folder = folder.getParent())
                if (!may(folder, Access.PASS)) return Optional.of(folder);
            return may(real, Access.READ) ? Optional.empty() : Optional.of(real);
        } catch (IOException e) {
            return Optional.of(path);
        }
    }

    private enum Access {
        READ(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ),
        PASS(
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE);

        private final PosixFilePermission owner;
        private final PosixFilePermission group;
        private final PosixFilePermission others;

        Access(PosixFilePermission owner, PosixFilePermission group, PosixFilePermission others) {
            this.owner = owner;
            this.group = group;
            this.others = others;
        }
    }

    private boolean may(Path path, Access access) throws IOException {
        var attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var wanted =
                attributes.owner().getName().equals(name)
                        ? access.owner
                        : groups.contains(attributes.group().getName())
                                ? access.group
                                : access.others;
        return attributes.permissions().contains(wanted);
    }
}
