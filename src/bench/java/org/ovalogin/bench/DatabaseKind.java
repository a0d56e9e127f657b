package org.ovalogin.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The databases that a server works with.
enum DatabaseKind {
    SQLITE("SQLite"),
    POSTGRESQL("PostgreSQL");

    private final String title;

    DatabaseKind(String title) {
        this.title = title;
    }

    /// Those of the property `bench.databases`, names separated by commas; by default all.
    static List<DatabaseKind> wanted() {
        var names = System.getProperty("bench.databases", "sqlite,postgresql").split(",", -1);
        return Arrays.stream(values())
                .filter(kind -> Arrays.asList(names).contains(kind.title.toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public String toString() {
        return title;
    }
}
