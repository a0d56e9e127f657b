package org.ovalogin.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// The build of the release before this one, by the commit that `src/test/resources/release-before`
/// names. Built once from this clone's history, and kept outside the checkout.
final class EarlierRelease {
    private EarlierRelease() {}

    static Path folder() throws IOException, InterruptedException {
        var commit = Files.readString(Path.of("src/test/resources/release-before")).strip();
        var cache =
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        var kept = Files.createDirectories(cache.resolve("ova-login"));
        var folder = kept.resolve("release-" + commit);
        if (Files.exists(folder)) return folder;
        Assumptions.assumeTrue(
                isInHistory(commit), "this clone's history does not reach " + commit);
        var work = Files.createTempDirectory(kept, "release-");
        run("git archive '" + commit + "' | tar -x -C '" + work + "'");
        run("cd '" + work + "' && ./mvnw -q -B -DskipTests package");
        Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    /// False in a shallow clone, and in an unpacked archive.
    private static boolean isInHistory(String commit) throws IOException, InterruptedException {
        return new ProcessBuilder("git", "cat-file", "-e", commit + "^{commit}")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static void run(String command) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("bash", "-o", "pipefail", "-euc", command).inheritIO();
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (shell.start().waitFor() != 0)
            throw new AssertionError(
                    "the release before can't be built: "
                            + command
                            + "; -Dupgrade=no leaves its tests out");
    }
}
