package org.ovalogin.architecture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The architecture as DESIGN.md shows it.
///
/// @param arrows of the Mermaid picture, but those of the top
/// @param packages each row of the table with its third column, in the table's order
public record Picture(Map<String, Set<String>> arrows, Map<String, Set<String>> packages) {
    private static final Pattern ARROW = Pattern.compile("(?m)^\\s+(\\w+) --> ([\\w &]+)$");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([\\w.]+)` \\|[^|\n]*\\|([^|\n]*)\\|$");
    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

    private static final String TOP = "top";

    public static Picture of(String document) {
        var arrows = new TreeMap<String, Set<String>>();
        ARROW.matcher(document)
                .results()
                .filter(arrow -> !arrow.group(1).equals(TOP))
                .forEach(
                        arrow ->
                                arrows.computeIfAbsent(arrow.group(1), _ -> new TreeSet<>())
                                        .addAll(Set.of(arrow.group(2).split(" & "))));
        var packages = new LinkedHashMap<String, Set<String>>();
        ROW.matcher(document)
                .results()
                .forEach(
                        row -> {
                            var imported = new TreeSet<String>();
                            NAME.matcher(row.group(2))
                                    .results()
                                    .forEach(name -> imported.add(name.group(1)));
                            packages.put(row.group(1), imported);
                        });
        return new Picture(arrows, packages);
    }
}
