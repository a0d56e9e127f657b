package org.ovalogin.web.api;

import java.util.ArrayList;
import java.util.List;

/// The difference between two states of an object, in words.
final class Changes {
    private Changes() {}

    /// A sentence such as `would be changed: aliases, language`.
    static String would(Object before, Object after) {
        var names = names(before, after);
        return names.isEmpty()
                ? "would stay as it is"
                : "would be changed: " + String.join(", ", names);
    }

    private static List<String> names(Object before, Object after) {
        var old = Json.object(before);
        var names = new ArrayList<String>();
        Json.object(after)
                .properties()
                .forEach(
                        entry -> {
                            if (!entry.getValue().equals(old.get(entry.getKey())))
                                names.add(entry.getKey());
                        });
        return names;
    }
}
