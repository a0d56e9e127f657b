package org.ovalogin.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// Asterisk's log as it grows. Thread-safe.
final class LabLog implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Path file;
    private final List<LogLine> lines = new ArrayList<>();
    private final Thread reader;
    private volatile boolean closed;

    LabLog(Path file) {
        this.file = file;
        this.reader = Thread.ofVirtual().name("asterisk-log").start(this::follow);
    }

    /// The place after the last line read so far.
    synchronized int end() {
        return lines.size();
    }

    synchronized List<LogLine> since(int place) {
        return List.copyOf(lines.subList(place, lines.size()));
    }

    synchronized LogLine at(int place) {
        return lines.get(place);
    }

    /// The place of the first wanted line from `place` on; empty if none came within `patience`.
    synchronized OptionalInt await(int place, Predicate<LogLine> wanted, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        for (var at = place; ; at++) {
            while (at >= lines.size()) {
                var left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) return OptionalInt.empty();
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return OptionalInt.empty();
                }
            }
            if (wanted.test(lines.get(at))) return OptionalInt.of(at);
        }
    }

    private void follow() {
        try {
            while (!closed && !Files.exists(file)) Thread.sleep(LOOK);
            if (closed) return;
            try (var in = new RandomAccessFile(file.toFile(), "r")) {
                read(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(RandomAccessFile in) throws IOException, InterruptedException {
        var line = new ByteArrayOutputStream();
        var chunk = new byte[8192];
        while (true) {
            var length = in.read(chunk);
            for (var i = 0; i < length; i++) {
                if (chunk[i] != '\n') {
                    line.write(chunk[i]);
                } else {
                    add(LogLine.of(line.toString(StandardCharsets.UTF_8)));
                    line.reset();
                }
            }
            if (length <= 0) {
                if (closed) return;
                Thread.sleep(LOOK);
            }
        }
    }

    private synchronized void add(LogLine line) {
        lines.add(line);
        notifyAll();
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
