package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's search for a JDK, tried on folders that look like JDKs.
class JdkIT {
    @TempDir private Path parent;

    @Test
    void aJdkThatIsNewEnoughWinsWhereverItIs() throws IOException {
        var old = jdk("old", "17.0.15");
        var fresh = jdk("jvm/fresh", "25.0.1");
        var newer = jdk("newer", "26-ea");
        assertThat(found(Map.of("JAVA_HOME", newer.toString()), old)).isEqualTo(newer.toString());
        assertThat(found(Map.of("JAVA_HOME", old.toString()), newer)).isEqualTo(newer.toString());
        assertThat(found(Map.of("JAVA_HOME", old.toString()), old)).isEqualTo(fresh.toString());
        assertThat(found(Map.of("JAVA_HOME", parent + "/none"), old)).isEqualTo(fresh.toString());
        assertThat(found(Map.of(), old)).isEqualTo(fresh.toString());
    }

    @Test
    void withoutOneItSaysWhatToInstall() throws IOException {
        var old = jdk("old", "17.0.15");
        assertThat(found(Map.of("JAVA_HOME", old.toString()), old))
                .contains("no JDK 25 found", "hint: install", "exit 2");
        assertThat(found(Map.of(), old)).contains("no JDK 25 found", "not set");
    }

    /// The real launcher, on this machine.
    @Test
    void theLauncherPassesAnOldJavaBy() throws IOException {
        var old = jdk("old", "17.0.15");
        var path = old.resolve("bin") + ":" + System.getenv("PATH");
        assertThat(
                        new Ova("--version")
                                .with("JAVA_HOME", old.toString())
                                .with("PATH", path)
                                .run()
                                .succeeded()
                                .out())
                .startsWith("ova-login ");
    }

    private Path jdk(String name, String version) throws IOException {
        var folder = parent.toRealPath().resolve(name);
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        for (var program : new String[] {"java", "javac"}) {
            var file = Files.writeString(folder.resolve("bin/" + program), "#!/bin/sh\nexit 9\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }

    /// The JAVA_HOME found, or the error message. A folder of the test replaces `/usr/lib/jvm`.
    private String found(Map<String, String> environment, Path onPath) throws IOException {
        var script =
                Files.readString(Path.of("src/main/sh/jdk.sh"))
                                .replace("/usr/lib/jvm/*", parent.toRealPath() + "/jvm/*")
                                .replace("/opt/java/openjdk", parent + "/opt")
                        + "\n(find_jdk 25; echo \"$JAVA_HOME\") || echo \"exit $?\"\n";
        var builder = new ProcessBuilder("bash", "-uc", script).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", onPath.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
