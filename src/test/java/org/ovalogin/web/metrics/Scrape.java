package org.ovalogin.web.metrics;

import java.util.Set;
import java.util.stream.Collectors;

/// An answer of `/metrics`.
public record Scrape(String text) {
    /// Names as used in an expression, including `_bucket` and similar suffixes.
    public Set<String> names() {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());
    }

    /// The text without its values, which may contain any digits by chance.
    public String withoutValues() {
        return text.lines()
                .map(line -> line.startsWith("#") ? line : line.replaceFirst(" [^ ]+$", ""))
                .collect(Collectors.joining("\n"));
    }

    /// @param series for example `ova_calls_ended_total{result="success"}`
    public double value(String series) {
        return text.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + text));
    }
}
