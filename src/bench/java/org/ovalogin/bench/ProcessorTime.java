package org.ovalogin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Processor time from Linux's /proc, the kernel's work included.
final class ProcessorTime {
    /// Ticks of the kernel's clock in /proc, `sysconf(_SC_CLK_TCK)`.
    private static final int TICKS_PER_SECOND = 100;

    /// Fields of /proc/PID/stat after the name, proc(5): its own time, and that of children that
    /// have ended and been waited for.
    private static final int UTIME = 11;

    private static final int CUTIME = 13;

    /// @param name as the kernel has it, the first 15 bytes
    private record OneThread(String name, long nanos) {}

    private ProcessorTime() {}

    /// Time of all threads of a process, ended ones too.
    static Duration of(long pid) {
        return ticks(pid, UTIME);
    }

    /// Time of a process, of all its living descendants, and of the ended children of each.
    static Duration ofTree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants())
                .map(process -> ticks(process.pid(), UTIME).plus(ticks(process.pid(), CUTIME)))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Two fields that follow each other; zero if the process has ended.
    private static Duration ticks(long pid, int first) {
        var stat = read(Path.of("/proc/%d/stat".formatted(pid)));
        if (stat.isEmpty()) return Duration.ZERO;
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        var ticks = Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /// The time of each living thread of a process, to be compared with a later look.
    record Threads(long pid, Map<String, OneThread> byId) {
        static Threads of(long pid) {
            var threads = new HashMap<String, OneThread>();
            try (var tasks = Files.list(Path.of("/proc/%d/task".formatted(pid)))) {
                for (var task : tasks.toList()) {
                    var spent = read(task.resolve("schedstat"));
                    if (spent.isEmpty()) continue;
                    var nanos = Long.parseLong(spent.substring(0, spent.indexOf(' ')));
                    var name = read(task.resolve("comm")).strip();
                    threads.put(task.getFileName().toString(), new OneThread(name, nanos));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Threads(pid, threads);
        }

        /// Time since then, by kind. A thread that has ended since then is in none.
        Map<ThreadKind, Duration> until(Threads later) {
            var spent = new HashMap<ThreadKind, Duration>();
            later.byId.forEach(
                    (id, thread) -> {
                        var before = byId.get(id);
                        var nanos = thread.nanos - (before == null ? 0 : before.nanos);
                        spent.merge(
                                ThreadKind.of(thread.name),
                                Duration.ofNanos(nanos),
                                Duration::plus);
                    });
            return spent;
        }
    }

    /// Empty if it has ended meanwhile.
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException e) {
            // ESRCH, "No such process": it ended between opening and reading
            if (Files.notExists(file)) return "";
            throw new UncheckedIOException(e);
        }
    }
}
