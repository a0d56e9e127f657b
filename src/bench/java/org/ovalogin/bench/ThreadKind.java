package org.ovalogin.bench;

import java.util.Arrays;
import java.util.regex.Pattern;

/// The parts of a server's work, by the names of their threads as the kernel has them.
enum ThreadKind {
    HASH("hash", "hash-"),
    WRITER("SQLite writer", "writer"),
    /// The carriers of virtual threads, and the thread of their timers.
    CALLS("calls", "ForkJoinPool-|VirtualThread-u"),
    EVENT_LOOP("event loop", "fastagi"),
    ANSWERS("answers", "answers"),
    COMPILER("compiler", "C[12] Compiler"),
    COLLECTOR("collector", "GC Thread|G1 |VM Thread"),
    REST("rest", "");

    private final String title;
    private final Pattern beginning;

    ThreadKind(String title, String beginning) {
        this.title = title;
        this.beginning = Pattern.compile(beginning);
    }

    static ThreadKind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.beginning.matcher(name).lookingAt())
                .findFirst()
                .orElse(REST);
    }

    String title() {
        return title;
    }
}
