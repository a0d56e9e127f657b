package org.ovalogin.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Checks this host: Java, limits, disk, clock, and listening services.
public final class Host {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Files that a server opens besides calls: up to 1,000 HTTP connections, the database, logs,
    /// jars.
    private static final int OTHER_FILES = 1_300;

    private static final long LITTLE_SPACE = 500L << 20;
    private static final long TOO_LITTLE_SPACE = 50L << 20;
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);
    private static final Pattern OPEN_FILES =
            Pattern.compile("(?m)^Max open files +(\\S+) +(\\S+)");

    private Host() {}

    public static Diagnosis java() {
        return Diagnosis.ok("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /// Whether all allowed connections could be open at once. Java raises the soft limit to the
    /// hard one by itself.
    public static Diagnosis openFiles(int maxConnections) {
        var limit = hardLimit(Path.of("/proc/self/limits"));
        var subject = "open files";
        if (limit.isEmpty())
            return Diagnosis.warning(
                    subject,
                    "can't read the limit of this host",
                    "compare ulimit -Hn with fastagi.maxConnections = " + maxConnections);
        var needed = maxConnections + OTHER_FILES;
        var found =
                "the limit is %d; fastagi.maxConnections = %d needs %d"
                        .formatted(limit.getAsLong(), maxConnections, needed);
        return limit.getAsLong() >= needed
                ? Diagnosis.ok(subject, found)
                : Diagnosis.warning(
                        subject,
                        found,
                        "raise the limit in the server's start-up (LimitNOFILE=%d with systemd), or lower fastagi.maxConnections"
                                .formatted(needed));
    }

    private static OptionalLong hardLimit(Path limits) {
        try {
            var line = OPEN_FILES.matcher(Files.readString(limits));
            if (!line.find()) return OptionalLong.empty();
            return OptionalLong.of(
                    line.group(2).equals("unlimited")
                            ? Long.MAX_VALUE
                            : Long.parseLong(line.group(2)));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    public static Diagnosis space(Path folder) {
        var subject = "disk";
        try {
            var store = Files.getFileStore(folder);
            var free = store.getUsableSpace();
            var found = "%d MB free on the disk of %s".formatted(free >> 20, folder);
            if (store.isReadOnly())
                return Diagnosis.problem(
                        subject,
                        "the disk of %s is mounted read-only".formatted(folder),
                        "mount it for writing; the disk may have failed: see dmesg");
            if (free < TOO_LITTLE_SPACE)
                return Diagnosis.problem(
                        subject, found, "make room: with a full disk nobody can sign in");
            return free < LITTLE_SPACE
                    ? Diagnosis.warning(subject, found, "make room before the disk is full")
                    : Diagnosis.ok(subject, found);
        } catch (IOException e) {
            return Diagnosis.problem(
                    subject,
                    "can't check %s: %s".formatted(folder, e.getClass().getSimpleName()),
                    "check the disk");
        }
    }

    /// Checks that only the owner can read these files.
    public static List<Diagnosis> privateFiles(List<Path> files) {
        return files.stream()
                .filter(Files::exists)
                .map(Host::privateFile)
                .filter(d -> d.level() != Diagnosis.Level.OK)
                .toList();
    }

    private static Diagnosis privateFile(Path file) {
        try {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            return mode.endsWith("------")
                    ? Diagnosis.ok("files", file + " has mode " + mode)
                    : Diagnosis.problem(
                            "files",
                            "%s has mode %s; other users can access it".formatted(file, mode),
                            "chmod go= " + file);
        } catch (IOException e) {
            return Diagnosis.problem(
                    "files",
                    "can't check %s: %s".formatted(file, e.getClass().getSimpleName()),
                    "run this as the server's user");
        }
    }

    /// @param what the service that should listen there, such as `FastAGI`
    /// @param key the setting that names the address
    public static Diagnosis listens(String what, String key, InetSocketAddress place) {
        var address = place.getAddress();
        if (address.isAnyLocalAddress()) address = InetAddress.getLoopbackAddress();
        var found = address.getHostAddress() + ":" + place.getPort();
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address, place.getPort()), (int) PATIENCE.toMillis());
            return Diagnosis.ok(what, "somebody listens on " + found);
        } catch (IOException e) {
            return Diagnosis.problem(
                    what,
                    "nobody answers on %s: %s".formatted(found, e.getMessage()),
                    "is ./ova serve running? %s says where it listens".formatted(key));
        }
    }

    /// @param now this host's time
    /// @param other the reference time
    /// @param whose the reference in a word, such as `the database`
    public static Diagnosis clock(Instant now, Instant other, String whose) {
        var off = Duration.between(other, now).abs();
        var found = "%d s from the clock of %s".formatted(off.toSeconds(), whose);
        return off.compareTo(CLOCKS_DIFFER) > 0
                ? Diagnosis.problem(
                        "clock", found, "synchronize both with the same time server (chrony, ntpd)")
                : Diagnosis.ok("clock", found);
    }

    /// Detects a clock that was set back: recorded events are then in its future.
    public static Diagnosis clockAfter(Instant now, Instant newest) {
        if (newest.isAfter(now.plus(CLOCKS_DIFFER)))
            return Diagnosis.problem(
                    "clock",
                    "it says %s, but the newest event is of %s".formatted(now, newest),
                    "correct it: until it catches up, locks and PINs end later than they should");
        return Diagnosis.ok("clock", "it says " + now);
    }
}
