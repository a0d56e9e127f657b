package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `./ova` with its arguments, to be run or served. Ignores ova's own variables in the tests'
/// environment.
final class Ova {
    private static final int PATIENCE_SECONDS = 180;

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path input = Path.of("/dev/null");

    Ova(String... arguments) {
        command.add(Path.of("ova").toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        // starts faster; the process ends before better compilation would pay off
        environment.put("OVA_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    }

    static Ova serve(Path data, String... more) {
        return new Ova(
                        "serve",
                        "--data",
                        data.toString(),
                        "--fastagi",
                        "127.0.0.1:0",
                        "--http",
                        "127.0.0.1:0")
                .and(more);
    }

    static Finished mailbox(Path data, String... what) {
        return new Ova("mailbox").and(what).and("--data", data.toString()).run();
    }

    static Ova account(Path data, String... what) {
        return new Ova("account").and(what).and("--data", data.toString());
    }

    static Finished phone(int port, String keys, String... more) {
        return new Ova("phone", "--to", "127.0.0.1:" + port, "--keys", keys).and(more).run();
    }

    /// Uses another installation.
    Ova of(Path installation) {
        command.set(0, installation.resolve("ova").toString());
        return this;
    }

    Ova and(String... arguments) {
        command.addAll(Arrays.asList(arguments));
        return this;
    }

    Ova with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Allows any number of wrong PINs from one place.
    Ova withoutBudgets() {
        for (var budget : List.of("CALLER_NUMBER", "TRUNK", "SERVER", "DIAL_PLAN", "TOTAL"))
            environment.put("OVA_BUDGETS_" + budget, "off");
        return this;
    }

    /// The text at its standard input.
    Ova input(String text) {
        try {
            input = Files.writeString(temporary("ova", ".in"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Prefixes a command, such as `faketime`.
    Ova under(String... wrapper) {
        command.addAll(0, List.of(wrapper));
        return this;
    }

    Finished run() {
        try {
            var out = temporary("ova", ".out");
            var err = temporary("ova", ".err");
            var process = begin(out, err);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            var finished =
                    new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
            assertThat(finished.err())
                    .as("the tests are of the jar that was built, not of another build")
                    .doesNotContain("ova: building");
            return finished;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Starts it as a server and waits until it takes calls.
    OvaServer start() {
        return begin().awaitReady();
    }

    /// Starts it and goes on.
    OvaServer begin() {
        try {
            var out = temporary("serve", ".out");
            var err = temporary("serve", ".err");
            return new OvaServer(begin(out, err), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it and does not wait.
    Process begin(Path out) throws IOException {
        return begin(out, temporary("ova", ".err"));
    }

    private static Path temporary(String name, String end) throws IOException {
        var file = Files.createTempFile(name, end);
        file.toFile().deleteOnExit();
        return file;
    }

    private Process begin(Path out, Path err) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("OVA_"));
        builder.environment().putAll(environment);
        var process =
                builder.redirectInput(input.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }
}
