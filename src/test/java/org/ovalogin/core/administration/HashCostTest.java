package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.Premises;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.storage.store.PostgresServer;

/// Two servers of one database, on which administrators set the cost of new hashes at the same
/// moment.
class HashCostTest {
    private static final List<Cost> COSTS =
            Stream.of("7MiB/5", "9MiB/4", "12MiB/3", "19MiB/2", "46MiB/1")
                    .map(cost -> Cost.of(cost).orElseThrow())
                    .toList();

    private static final int TIMES = 20;

    @TempDir Path folder;

    private record Step(String before, String after) {}

    @Test
    void eachChangeOfOneFileFollowsTheOneBefore() throws Exception {
        eachChangeFollowsTheOneBefore(_ -> {});
    }

    @Test
    void eachChangeOfOnePostgresqlFollowsTheOneBefore() throws Exception {
        var database = PostgresServer.create();
        try {
            eachChangeFollowsTheOneBefore(plan -> plan.database(database));
        } finally {
            PostgresServer.drop(database);
        }
    }

    private void eachChangeFollowsTheOneBefore(Consumer<Premises.Plan> plan) throws Exception {
        try (var one = Site.at(folder, plan);
                var two = Site.at(folder, plan);
                var threads = Executors.newFixedThreadPool(2)) {
            var first = one.administration.hashCost().inForce().toString();
            var made = new ArrayList<Step>();
            for (var turn : threads.invokeAll(List.of(changes(one, 0), changes(two, 2))))
                made.addAll(turn.get());
            var recorded = recorded(one, first);
            assertThat(made)
                    .hasSizeGreaterThan(TIMES)
                    .containsExactlyInAnyOrderElementsOf(recorded);
            assertThat(one.administration.hashCost().inForce())
                    .isEqualTo(two.administration.hashCost().inForce())
                    .hasToString(recorded.getLast().after());
        }
    }

    /// @return the changes that were made, not those to a cost in force already
    private static Callable<List<Step>> changes(Site site, int from) {
        return () ->
                IntStream.range(from, from + TIMES)
                        .mapToObj(i -> COSTS.get(i % COSTS.size()))
                        .map(
                                cost ->
                                        new Step(
                                                site.administration
                                                        .hashCost()
                                                        .set(cost, Site.ADMINISTRATOR)
                                                        .toString(),
                                                cost.toString()))
                        .filter(step -> !step.before().equals(step.after()))
                        .toList();
    }

    private static List<Step> recorded(Site site, String first) {
        var events =
                site.administration.events(
                        EventQuery.ALL.oldest(EventQuery.Numbers.ALL, 10 * TIMES));
        var before = first;
        var steps = new ArrayList<Step>();
        for (var entry : events) {
            if (entry.event().name() != Event.Name.HASH_COST_CHANGED) continue;
            steps.add(new Step(before, entry.event().subject()));
            before = entry.event().subject();
        }
        return steps;
    }
}
