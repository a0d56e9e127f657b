package org.ovalogin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.ovalogin.bench.CallScript.Errand;

/// More sign-ins with production hashes than the machine can do: the rate reached, and the delay
/// for callers who only press keys.
record SignIns(Installations data) implements Bench.Benchmark {
    private static final double OVERLOAD = 1.4;

    /// At half the rate, until everything is compiled.
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    /// At the full rate, until a queue has grown and the code for crowds is compiled too.
    private static final Duration RUN_UP = Duration.ofSeconds(20);

    private static final Duration TIME = Duration.ofSeconds(12);
    private static final int OTHERS_A_SECOND = 5;

    @Override
    public List<Row> run() {
        var library = Library.measured().rate();
        var offered = (int) Math.round(library * OVERLOAD);
        try (var ova = ServerProcess.ova(data.real());
                var signingIn = new Callers(ova.port(), Errand.SIGN_IN, Installations.MAILBOXES);
                var others = new Callers(ova.port(), Errand.PRESS_KEYS, Installations.MAILBOXES)) {
            var all = WARM_UP.plus(RUN_UP).plus(TIME);
            var more = Thread.ofPlatform().start(() -> others.call(OTHERS_A_SECOND, all));
            signingIn.call((int) Math.round(library / 2), WARM_UP);
            signingIn.call(offered, RUN_UP);
            var done = signingIn.anew();
            var keys = others.anew();
            var before = Share.at(ova);
            signingIn.call(offered, TIME);
            var rate = done.succeeded() / (double) TIME.toSeconds();
            var refused = done.refused() / (double) TIME.toSeconds();
            var p99 = keys.thinkMillis(99);
            var shares = before.until(Share.at(ova));
            more.join();
            return List.of(
                    Row.of("sign-ins/s with production hashes", "≥ 1.1 × library", "ova", rate)
                            .and("library at 19 MiB/2/1", library)
                            .and("ratio", rate / library)
                            .and("offered", offered),
                    Row.of("  refused a second, failed", "–", "refused", refused)
                            .and("failed", done.failed()),
                    shares,
                    Row.of("  think time p99 of others meanwhile, ms", "≤ 5", "ova", p99));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The output of one of our classes.
    static String output(Class<?> main, String... arguments) {
        var command =
                Stream.concat(
                                Stream.of(
                                        System.getProperty("java.home") + "/bin/java",
                                        ServerProcess.HEAP,
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        main.getName()),
                                Stream.of(arguments))
                        .toList();
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
