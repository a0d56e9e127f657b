package org.ovalogin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ovalogin.docs.Fence;
import org.ovalogin.docs.Manual;
import org.ovalogin.docs.Page;

/// Somebody who moves in by the document: runs its commands from plain Asterisk, one after the
/// other, as they stand. Only the folders are the tests' own.
final class HouseMove {
    private static final String DOCUMENT = "docs/moving-in.md";
    private static final String FROM = "## From plain Asterisk";
    private static final String TO = "## From FreePBX or Issabel";
    private static final int PATIENCE_SECONDS = 180;

    private final AsteriskSite site;
    private final Path desk;
    private final List<Done> all = new ArrayList<>();

    /// @param words output and errors
    record Done(String line, int code, String words) {}

    /// @param desk an empty folder, in which the files land that the commands write
    HouseMove(AsteriskSite site, Path desk) throws IOException {
        this.site = site;
        this.desk = desk;
        Files.createDirectories(desk.resolve("root"));
        program("ova", Path.of("ova").toAbsolutePath().toString());
        var steering = new ArrayList<>(site.lab.steering());
        steering.set(0, Path.of(steering.getFirst()).toAbsolutePath().toString());
        program("bin/asterisk", String.join(" ", steering));
    }

    private void program(String name, String command) throws IOException {
        var file = desk.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\nexec " + command + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /// The commands, in the order of the steps.
    static List<String> lines() {
        var page = Manual.page(DOCUMENT);
        var from = page.lines().indexOf(FROM);
        var to = page.lines().indexOf(TO);
        return new Page(page.path(), page.lines().subList(from, to))
                .fences().stream().map(Fence::lines).flatMap(List::stream).toList();
    }

    Done run(String line) {
        var here =
                line.replace("sudo asterisk", "asterisk")
                        .replace("/etc/asterisk", site.lab.configuration().toString())
                        .replace("/var/lib/ova-login", site.dataFolder().toString())
                        .replace("/root/", desk.resolve("root") + "/");
        try {
            var builder = new ProcessBuilder("bash", "-c", here).directory(desk.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("OVA_"));
            builder.environment().put("OVA_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
            builder.environment().merge("PATH", "", (path, _) -> desk.resolve("bin") + ":" + path);
            var process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            var words = process.getInputStream().readAllBytes();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end of: " + line);
            }
            var done =
                    new Done(
                            line,
                            process.exitValue(),
                            new String(words, StandardCharsets.ISO_8859_1));
            all.add(done);
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// The command that holds these words, which ran before.
    Done done(String words) {
        return all.stream().filter(d -> d.line().contains(words)).findFirst().orElseThrow();
    }

    /// A file that a command wrote.
    Path file(String name) {
        return desk.resolve(name);
    }

    /// All that the commands said.
    String said() {
        return String.join("\n", all.stream().map(Done::words).toList());
    }
}
