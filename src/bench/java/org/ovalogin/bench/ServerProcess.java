package org.ovalogin.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A server in its own process, with figures from the kernel and the JVM.
final class ServerProcess implements AutoCloseable {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    static final String HEAP = "-Xmx1g";

    /// The same for all servers, as `./ova` sets them.
    private static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+UnlockExperimentalVMOptions",
                    "-XX:G1ExpandByPercentOfAvailable=3",
                    "-XX:GCTimeRatio=99",
                    "-XX:SurvivorRatio=3",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final Process process;
    private final int port;
    private final Duration untilReady;

    private ServerProcess(Process process, int port, Duration untilReady) {
        this.process = process;
        this.port = port;
        this.untilReady = untilReady;
    }

    /// Starts one of our classes, whose `main` takes the port first.
    static ServerProcess java(Class<?> main, String... arguments) {
        return java(main, Map.of(), arguments);
    }

    static ServerProcess java(
            Class<?> main, Map<String, String> environment, String... arguments) {
        var port = freePort();
        var command = new ArrayList<>(List.of(javaCommand(), HEAP));
        Stream.of(System.getProperty("bench.server.options", "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.add(String.valueOf(port));
        command.addAll(List.of(arguments));
        return start(HEAP, command, environment, port);
    }

    static ServerProcess ova(Path data) {
        return ova(new Site(data, "", 0));
    }

    /// Starts `./ova serve` as users do, with the other servers' heap.
    static ServerProcess ova(Site site) {
        return ova(site, HEAP);
    }

    /// Starts `./ova serve` with its own heap.
    static ServerProcess ovaAsInstalled(Path data) {
        return ova(new Site(data, "", 0), "");
    }

    private static ServerProcess ova(Site site, String options) {
        var port = freePort();
        return start(
                options,
                List.of(
                        Path.of("ova").toAbsolutePath().toString(),
                        "serve",
                        "--data",
                        site.folder().toString(),
                        "--fastagi",
                        "127.0.0.1:" + port,
                        "--http",
                        "127.0.0.1:0"),
                site.environment(),
                port);
    }

    private static ServerProcess start(
            String options, List<String> command, Map<String, String> environment, int port) {
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().put("OVA_JAVA_OPTS", options);
            builder.environment().putAll(environment);
            var log = Files.createTempFile("bench-", ".log");
            builder.redirectError(log.toFile());
            var begun = System.nanoTime();
            var process = builder.start();
            awaitReady(process.inputReader(), command, log);
            log.toFile().deleteOnExit();
            return new ServerProcess(
                    process, port, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(BufferedReader output, List<String> command, Path log)
            throws IOException {
        for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null)
                throw new IllegalStateException(command + " ended, its errors are in " + log);
        }
        // later output is of no interest, but must be read
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                output.transferTo(Writer.nullWriter());
                            } catch (IOException _) {
                                // it has ended
                            }
                        });
    }

    private static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /// From the start of the process to its line `ready`.
    Duration untilReady() {
        return untilReady;
    }

    /// Processor time of all its threads so far, including the kernel's work for it.
    Duration cpu() {
        return ProcessorTime.of(process.pid());
    }

    ProcessorTime.Threads threads() {
        return ProcessorTime.Threads.of(process.pid());
    }

    long residentKib() {
        return read("status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    /// Reachable memory after a full collection.
    long liveHeapKib() {
        jcmd("GC.run");
        var used = USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) throw new IllegalStateException("no heap in what jcmd says");
        return Long.parseLong(used.group(1));
    }

    private String jcmd(String... arguments) {
        var command = new ArrayList<>(List.of(javaCommand().replaceFirst("java$", "jcmd")));
        command.add(String.valueOf(process.pid()));
        command.addAll(List.of(arguments));
        try {
            var jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        end();
    }

    void end() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
