package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each native library is one file, in a folder of our own, and nowhere else.
class NativeLibrariesIT {
    @TempDir private Path parent;

    private Ova with(Ova ova) throws IOException {
        var temporary = Files.createDirectories(parent.resolve("tmp"));
        return ova.with("XDG_CACHE_HOME", parent.resolve("cache").toString())
                .with("OVA_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + temporary);
    }

    private List<String> files(String folder) throws IOException {
        try (var files = Files.walk(parent.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void nothingIsLeftHoweverOftenAServerOrACommandIsKilled() throws IOException {
        var data = parent.resolve("d");
        try (var server = with(Ova.serve(data)).start()) {
            server.kill();
        }
        var first = files("cache");
        assertThat(first).hasSize(4).contains("libsodium.so", "libsqlitejdbc.so", "lock");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        parent.resolve("cache/ova-login/native"))))
                .isEqualTo("rwx------");
        for (var i = 1; i < 10; i++) // at some point of its start
        with(new Ova("mailbox", "list", "--data", data.toString()))
                    .under("timeout", "-s", "KILL", "0." + i)
                    .run();
        assertThat(files("tmp")).isEmpty();
        assertThat(files("cache")).isEqualTo(first);
    }

    /// Others could write there, so nothing in it is loaded.
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void aFolderThatIsOpenToOthersIsNotUsed() throws IOException {
        var open = Files.createDirectories(parent.resolve("cache/ova-login/native"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        with(new Ova("account", "list", "--data", parent.resolve("none").toString()))
                .run()
                .failed(1, "there is no installation");
        assertThat(files("cache")).isEmpty();
        assertThat(files("tmp")).contains("libsodium.so");
    }
}
