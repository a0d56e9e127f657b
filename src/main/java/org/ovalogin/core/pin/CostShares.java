package org.ovalogin.core.pin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ovalogin.core.pin.PinHasher.Cost;

/// The shares of the costs in the recent comparisons. Each cost has its part of the line from 0 to
/// 1, always in the same order, so that a point changes its cost only where a border passes it. A
/// border moves only once chance does not explain the difference. Thread-safe.
final class CostShares {
    /// A comparison counts half once about 700 others have followed.
    private static final double RECENT = 1000;

    /// A cost with less than this is forgotten: it was not seen for long.
    private static final double FORGOTTEN = 0.5;

    /// Standard deviations that are taken for chance.
    private static final double CHANCE = 3;

    private static final Comparator<Cost> ORDER =
            Comparator.comparingInt(Cost::memoryKib).thenComparingInt(Cost::passes);

    private final SortedMap<Cost, Double> seen = new TreeMap<>(ORDER);
    private volatile List<Part> parts = List.of();

    /// @param end where the part of the line ends; it begins at the end of the one before
    private record Part(Cost cost, double end) {}

    synchronized void add(Cost cost) {
        seen.replaceAll((_, weight) -> weight * (1 - 1 / RECENT));
        seen.merge(cost, 1.0, Double::sum);
        seen.values().removeIf(weight -> weight < FORGOTTEN);
        var now = parts();
        if (moved(now)) parts = now;
    }

    /// Takes these for comparisons, unless there were some already.
    synchronized void learn(Collection<Cost> costs) {
        if (!seen.isEmpty()) return;
        costs.forEach(cost -> seen.merge(cost, 1.0, Double::sum));
        parts = parts();
    }

    /// The cost at that point; empty as long as nothing was seen.
    ///
    /// @param point from 0 to below 1
    Optional<Cost> at(double point) {
        var all = parts;
        for (var part : all) if (point < part.end) return Optional.of(part.cost);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().cost);
    }

    private List<Part> parts() {
        var all = all();
        var made = new ArrayList<Part>();
        var end = 0.0;
        for (var one : seen.entrySet()) {
            end += one.getValue() / all;
            made.add(new Part(one.getKey(), end));
        }
        return List.copyOf(made);
    }

    private double all() {
        return seen.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private boolean moved(List<Part> now) {
        if (parts.isEmpty() || parts.stream().anyMatch(part -> !seen.containsKey(part.cost)))
            return true;
        return seen.keySet().stream()
                .anyMatch(cost -> differ(border(parts, cost), border(now, cost)));
    }

    /// The end of that cost's part, or the place where it would be.
    private static double border(List<Part> parts, Cost cost) {
        var end = 0.0;
        for (var part : parts) if (ORDER.compare(part.cost, cost) <= 0) end = part.end;
        return end;
    }

    private boolean differ(double before, double now) {
        var all = all();
        // Of few comparisons, a share of exactly 0 or 1 says little.
        var share = (now * all + 1) / (all + 2);
        return Math.abs(now - before) > CHANCE * Math.sqrt(share * (1 - share) / all);
    }
}
