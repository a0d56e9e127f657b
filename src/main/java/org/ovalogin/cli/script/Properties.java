package org.ovalogin.cli.script;

import java.util.LinkedHashSet;
import java.util.List;

/// Finds an object's properties by names and patterns.
public final class Properties {
    private Properties() {}

    /// @throws ShellException where a name is no property's; a pattern may find none
    public static List<String> of(Item item, List<String> patterns) {
        return asked(item, patterns).stream().map(item::spelled).distinct().toList();
    }

    /// The same under the names that were asked for, where a property has several.
    public static List<String> asked(Item item, List<String> patterns) {
        var names = new LinkedHashSet<String>();
        for (var pattern : patterns) {
            if (pattern.contains("*") || pattern.contains("?")) {
                var wildcard = Comparison.wildcard(pattern);
                item.properties().keySet().stream()
                        .filter(name -> wildcard.matcher(name).matches())
                        .forEach(names::add);
            } else {
                names.add(item.asked(pattern));
            }
        }
        return List.copyOf(names);
    }
}
