package org.ovalogin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ovalogin.UncountedHashing;
import org.ovalogin.bench.CallScript.Errand;

/// `./ova import` of many boxes, with a heap of 512 MiB, beside a server at which callers sign in:
/// the longest time for which one of them hears nothing, and the time of the import. The server's
/// own hashes cost nearly nothing; those of the import are production's.
record Imports(Installations data) implements Bench.Benchmark {
    private static final int SOME = Integer.getInteger("bench.boxes", 10_000);
    private static final int MANY = Integer.getInteger("bench.boxes.many", 100_000);
    private static final int CALLS_A_SECOND = 10;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Extensions begin here; those of the population begin elsewhere.
    private static final int FIRST = 3_000_000;

    @Override
    public List<Row> run() {
        var library = Library.measured().rate();
        var generated = seen(SOME, "new");
        var kept = seen(SOME, "keep");
        var many = seen(MANY, "new");
        return List.of(
                generated.row(SOME, "PINs generated"),
                kept.row(SOME, "PINs kept"),
                many.row(MANY, "PINs generated"),
                Row.of(
                                "  import of %,d kept PINs, s".formatted(SOME),
                                "≤ 1.5 × hashing",
                                "ova",
                                kept.seconds)
                        .and("hashing", SOME / library)
                        .and("ratio", kept.seconds * library / SOME),
                Row.of("  import of %,d boxes, 512 MiB, s".formatted(MANY), "≤ 120", "ova", many.seconds));
    }

    private record Seen(double longestMillis, double quietMillis, double seconds) {
        Row row(int boxes, String pins) {
            return Row.of(
                            "longest silence beside %,d boxes, %s, ms".formatted(boxes, pins),
                            "≤ 1,000",
                            "ova",
                            longestMillis)
                    .and("without import", quietMillis)
                    .and("ratio", longestMillis / quietMillis);
        }
    }

    private Seen seen(int boxes, String pins) {
        var folder = data.another();
        var file = file(boxes);
        try (var server = ServerProcess.java(UncountedHashing.class, folder.toString());
                var callers =
                        new Callers(server.port(), Errand.SIGN_IN, Installations.MAILBOXES)) {
            callers.call(CALLS_A_SECOND, WARM_UP);
            var quiet = callers.anew();
            callers.call(CALLS_A_SECOND, QUIET);
            var quietMillis = quiet.thinkMillis(100);
            var busy = callers.anew();
            var begun = System.nanoTime();
            var importing = importing(folder, file, pins);
            while (importing.isAlive()) callers.call(CALLS_A_SECOND, STEP);
            var seconds = (System.nanoTime() - begun) / 1e9;
            callers.awaitEnd(PATIENCE);
            if (importing.exitValue() != 0 || busy.failed() > 0)
                throw new IllegalStateException(
                        "the import ended with %d, %d calls failed"
                                .formatted(importing.exitValue(), busy.failed()));
            return new Seen(busy.thinkMillis(100), quietMillis, seconds);
        }
    }

    private static Process importing(Path folder, Path file, String pins) {
        try {
            var builder =
                    new ProcessBuilder(
                            Path.of("ova").toAbsolutePath().toString(),
                            "import",
                            "csv",
                            file.toString(),
                            "--pins",
                            pins,
                            "--welcome",
                            "at 2040-01-01",
                            "--data",
                            folder.toString());
            builder.environment().put("OVA_JAVA_OPTS", "-Xmx512m");
            return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(int boxes) {
        var lines =
                IntStream.range(0, boxes)
                        .mapToObj(
                                i ->
                                        "%d,Owner %d,owner%d@contoso.com,%06d"
                                                .formatted(FIRST + i, i, i, (i * 7919L + 314159) % 1_000_000))
                        .collect(Collectors.joining("\n", "Extension,Name,Email,PIN\n", "\n"));
        try {
            return Files.writeString(data.file("boxes-%d.csv".formatted(boxes)), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
