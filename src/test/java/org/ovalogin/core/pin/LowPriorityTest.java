package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LowPriorityTest {
    /// Of the calling thread, as the kernel has it: field 19 of `stat` (proc_pid_stat(5)).
    private static int nice() {
        try {
            var stat = Files.readString(Path.of("/proc/thread-self/stat"));
            var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(afterName[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void threadThatHashesLetsOthersGoFirstAndTheyStayAsTheyAre() {
        var before = nice();
        var hashing = new CompletableFuture<Integer>();
        Thread.ofPlatform().start(LowPriority.before(() -> hashing.complete(nice())));
        assertThat(hashing.join()).isEqualTo(Math.min(19, before + 10));
        assertThat(nice()).isEqualTo(before);
    }

    /// A virtual thread that is woken may get a new platform thread to run on, and that one the
    /// priority of the thread that woke it.
    @Test
    @EnabledOnOs(OS.LINUX)
    void threadsThatGoOnAfterAHashHaveTheirOwnPriority() {
        var before = nice();
        var nices = ConcurrentHashMap.<Integer>newKeySet();
        var hasher = new PinHasher(new PinHasher.Cost(1024, 1));
        try (var queue = new HashQueue(hasher, new HashSettings(2, 100, Duration.ofMinutes(1)));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 60; i++)
                callers.execute(
                        () -> {
                            try (var ticket = queue.ticket().orElseThrow()) {
                                var _ = ticket.hash(Pin.of("739164").orElseThrow());
                            }
                            nices.add(nice());
                        });
        }
        assertThat(nices).containsExactly(before);
    }
}
