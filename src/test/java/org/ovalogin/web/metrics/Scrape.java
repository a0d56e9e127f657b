package org.ovalogin.web.metrics;

import java.util.Set;
import java.util.stream.Collectors;

/// What `/metrics` answered.
public record Scrape(String text) {
    /// Names as they stand in an expression, `_bucket` and the like included.
    public Set<String> names() {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());
    }

    /// All of it but the numbers, in which any digits may come by chance.
    public String withoutValues() {
        return text.lines()
                .map(line -> line.startsWith("#") ? line : line.replaceFirst(" [^ ]+$", ""))
                .collect(Collectors.joining("\n"));
    }

    /// @param series as in `ova_calls_ended_total{result="success"}`
    public double value(String series) {
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + text));
    }
}
