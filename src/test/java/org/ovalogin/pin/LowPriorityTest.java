package org.ovalogin.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
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
}
