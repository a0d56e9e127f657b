package org.ovalogin.cli.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ovalogin.cli.terminal.AlignedColumns;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.pin.PinHasher.Cost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./ova hash-cost`: the cost of new hashes, for all servers of the database.
@Command(
        name = "hash-cost",
        description = {
            "Shows what one hash of a PIN or password takes on this machine, for each of OWASP's rows, and which is in force.",
            "Measures for about ten seconds on all cores: callers of a running server notice it."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]")
public final class HashCostCommand implements LocalCommand.Group, Callable<Integer> {
    @Spec CommandSpec spec;

    @Mixin PlaceOptions place = new PlaceOptions();

    private static final Duration TIME = Duration.ofMillis(800);

    private final Installation.Opening opening;
    private final Duration time;

    public HashCostCommand(Installation.Opening opening) {
        this(opening, TIME);
    }

    /// @param time of each measurement
    HashCostCommand(Installation.Opening opening, Duration time) {
        this.opening = opening;
        this.time = time;
    }

    @Override
    public Installation.Opening opening() {
        return opening;
    }

    @Override
    public Integer call() {
        try (var installation = opening.open(place.data(), place.config())) {
            show(
                    installation.administration().hashCost().inForce(),
                    installation.hashing().threads());
            return 0;
        }
    }

    private void show(Cost inForce, int threads) {
        var cores = Runtime.getRuntime().availableProcessors();
        var rows = new ArrayList<List<String>>();
        rows.add(
                List.of(
                        "COST",
                        "MS A HASH",
                        "PROCESSOR MS",
                        "A SECOND ON %d CORES".formatted(cores),
                        "MIB OF %d THREADS".formatted(threads),
                        ""));
        Stream.concat(Cost.OWASP.stream(), Stream.of(inForce))
                .distinct()
                .map(cost -> MeasuredCost.of(cost, time))
                .map(measured -> row(measured, threads, measured.cost().equals(inForce)))
                .forEach(rows::add);
        AlignedColumns.print(rows, spec.commandLine().getOut());
    }

    private static List<String> row(MeasuredCost measured, int threads, boolean inForce) {
        return List.of(
                measured.cost().toString(),
                millis(measured.alone()),
                millis(measured.processor()),
                "%.0f".formatted(measured.perSecond()),
                String.valueOf((long) measured.cost().memoryKib() * threads / 1024),
                inForce ? "in force" : "");
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
    }

    @Command(
            name = "set",
            description = {
                "Brings a cost of new hashes into force on all servers of the database; they notice within a second.",
                "A hash of another cost is made anew when its PIN or password is next entered correctly."
            },
            mixinStandardHelpOptions = true)
    static final class Change extends LocalCommand {
        @Parameters(
                paramLabel = "MEMORY/PASSES",
                description =
                        "As in 7MiB/5; in both numbers at least one of 46MiB/1, 19MiB/2, 12MiB/3, 9MiB/4, 7MiB/5.")
        String wanted;

        @Override
        void run(Installation installation) {
            var cost =
                    Cost.of(wanted)
                            .orElseThrow(
                                    () ->
                                            new UsageException(
                                                    "'%s' is no cost, allowed: memory and passes as in 7MiB/5"
                                                            .formatted(wanted)));
            var before = installation.administration().hashCost().set(cost, actor());
            if (before.equals(cost)) {
                out().printf("new hashes cost %s already%n", cost);
                return;
            }
            out().printf(
                            """
                            new hashes cost %1$s, before %2$s; servers notice within a second
                            hint: write %1$s into hashing.memory and hashing.passes of each server, or they warn at their next start
                            """,
                            cost, before);
        }
    }

    /// The subcommands, for the command line to register.
    public static List<Callable<Integer>> commands() {
        return List.of(new Change());
    }
}
