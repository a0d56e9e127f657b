package org.ovalogin.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// One line of the table: a result for each measured server, ours first.
record Row(String what, String reach, Map<String, Double> seen) {
    static Row of(String what, String reach, String who, double number) {
        var seen = new LinkedHashMap<String, Double>();
        seen.put(who, number);
        return new Row(what, reach, seen);
    }

    Row and(String who, double number) {
        var more = new LinkedHashMap<>(seen);
        more.put(who, number);
        return new Row(what, reach, more);
    }

    /// The median of each number.
    static Row median(List<Row> runs) {
        var median = new LinkedHashMap<String, Double>();
        for (var who : runs.getFirst().seen().keySet()) {
            var sorted =
                    runs.stream().mapToDouble(r -> r.seen().getOrDefault(who, 0.0)).sorted().toArray();
            median.put(who, sorted[sorted.length / 2]);
        }
        return new Row(runs.getFirst().what(), runs.getFirst().reach(), median);
    }

    @Override
    public String toString() {
        return "%-56s %-14s %s"
                .formatted(
                        what,
                        reach,
                        seen.entrySet().stream()
                                .map(
                                        e ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "%s %s",
                                                        e.getKey(),
                                                        number(e.getValue())))
                                .collect(Collectors.joining(" · ")));
    }

    private static String number(double number) {
        return number == Math.rint(number) || number >= 1000
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number);
    }
}
