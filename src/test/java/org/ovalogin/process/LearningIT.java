package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's cache from a first start, which speeds up later ones. Runs on a copy of the
/// installation, as if freshly unpacked.
class LearningIT {
    @TempDir private Path copy;
    private Path target;

    @BeforeEach
    void unpack() throws IOException {
        target = Files.createDirectories(copy.resolve("target"));
        Files.createDirectories(copy.resolve("src/main/sh"));
        try (var scripts = Files.list(Path.of("src/main/sh"))) {
            for (var file : scripts.toList()) copy(file);
        }
        copy(Path.of("ova"));
        copy(Path.of("target/ova.jar"));
        Files.createSymbolicLink(target.resolve("lib"), Path.of("target/lib").toAbsolutePath());
    }

    private void copy(Path file) throws IOException {
        Files.copy(file, copy.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void isMadeOnceAndNeverMinded() throws IOException {
        var data = copy.resolve("data");
        var settings = "http { listen = nowhere }";
        Files.writeString(copy.resolve("bad.conf"), settings);
        var other = CompletableFuture.supplyAsync(this::version);
        new Ova()
                .of(copy)
                .and("--version")
                .with("OVA_DATA", data.toString())
                .with("OVA_CONFIG", copy.resolve("bad.conf").toString())
                .run()
                .succeeded();
        other.join().succeeded();
        var cache = target.resolve("ova.aot");
        assertThat(Files.size(cache)).isGreaterThan(1_000_000);
        assertThat(Files.readString(cache, StandardCharsets.ISO_8859_1))
                .as("has the token's prefix, but no token")
                .contains("ova_")
                .doesNotContainPattern("ova_[0-9A-Za-z]{30}");
        assertThat(data).as("learnt on a folder of its own").doesNotExist();
        assertThat(options()).contains("-XX:AOTCache=" + cache.toRealPath());
        try (var files = Files.list(target)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("lib", "ova.jar", "ova.aot", "ova.aot.jdk");
        }

        var made = Files.readAttributes(cache, "unix:ino").get("ino");
        version().succeeded();
        assertThat(Files.readAttributes(cache, "unix:ino").get("ino")).isEqualTo(made);

        var time = Files.getLastModifiedTime(cache);
        Files.write(cache, new byte[] {1, 2, 3});
        Files.setLastModifiedTime(cache, time);
        assertThat(version().succeeded().out()).as("damaged").startsWith("ova-login ");
    }

    private Finished version() {
        return new Ova().of(copy).and("--version").run();
    }

    /// The options as the JVM reports them.
    private String options() {
        return new Ova()
                .of(copy)
                .and("--version")
                .with("OVA_JAVA_OPTS", "-XX:+PrintCommandLineFlags")
                .run()
                .succeeded()
                .out();
    }
}
