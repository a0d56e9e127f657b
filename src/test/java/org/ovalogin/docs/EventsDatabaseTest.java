package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;

/// What the documents ask the database.
class EventsDatabaseTest {
    @TempDir private Path folder;

    @Test
    void aQueryFindsTheEvents() throws SQLException {
        try (var site = Site.with(folder, _ -> {});
                var database = DriverManager.getConnection("jdbc:sqlite:" + site.file);
                var statement = database.createStatement()) {
            site.fail(1);
            for (var fence : Manual.fences("sql")) {
                var names = new HashSet<String>();
                try (var rows = statement.executeQuery(fence.text())) {
                    while (rows.next()) names.add(rows.getString("name"));
                }
                assertThat(names).as(fence.place()).isNotEmpty();
            }
        }
    }
}
