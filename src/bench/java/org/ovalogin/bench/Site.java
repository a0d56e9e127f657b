package org.ovalogin.bench;

import java.nio.file.Path;
import java.util.Map;
import org.ovalogin.Population;

/// Place of an installation with mailboxes.
///
/// @param url of its PostgreSQL database; empty: SQLite in the folder
record Site(Path folder, String url, int mailboxes) {
    boolean shared() {
        return !url.isEmpty();
    }

    /// Name of its database in PostgreSQL.
    String database() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /// Its SQLite database.
    String file() {
        return folder.resolve("ova.db").toString();
    }

    /// What its servers need.
    Map<String, String> environment() {
        return Population.environment(url);
    }
}
