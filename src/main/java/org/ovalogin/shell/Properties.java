package org.ovalogin.shell;

import java.util.LinkedHashSet;
import java.util.List;

/// Finds an object's properties by names and patterns.
final class Properties {
    private Properties() {}

    /// @throws ShellException where a name is no property's; a pattern may find none
    static List<String> of(Item item, List<String> patterns) {
        var names = new LinkedHashSet<String>();
        for (var pattern : patterns) {
            if (pattern.contains("*") || pattern.contains("?")) {
                var wildcard = Comparison.wildcard(pattern);
                item.properties().keySet().stream()
                        .filter(name -> wildcard.matcher(name).matches())
                        .forEach(names::add);
            } else {
                names.add(item.spelled(pattern));
            }
        }
        return List.copyOf(names);
    }
}
