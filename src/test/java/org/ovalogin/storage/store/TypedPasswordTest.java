package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.PostgresSettings;

/// A PostgreSQL server that lets a role in by its password only.
class TypedPasswordTest {
    private PostgresSettings server;
    private PostgresSettings careful;

    @BeforeEach
    void create() throws IOException {
        server = PostgresServer.create();
        careful = new PostgresSettings(server.url(), "careful", Optional.empty(), 2);
        var jdbi = Jdbi.create(server.url(), "postgres", "");
        String file = jdbi.withHandle(h -> h.select("show hba_file").mapTo(String.class).one());
        var access = Path.of(file);
        Files.writeString(
                access, "host all careful all scram-sha-256\n" + Files.readString(access));
        jdbi.useHandle(
                h -> {
                    h.execute("create role careful superuser login password '5ecret'");
                    h.execute("select pg_reload_conf()");
                });
        await().until(() -> !opens("wrong")); // it reads the file when it comes to it
    }

    @AfterEach
    void drop() {
        PostgresServer.drop(server);
        Jdbi.create(server.url().replaceFirst("/[^/]*$", "/postgres"), "postgres", "")
                .useHandle(h -> h.execute("drop role careful"));
    }

    private boolean opens(String password) {
        try (var database = Database.postgresql(careful.withPassword(Optional.of(password)))) {
            return database.shared();
        } catch (StoreException _) {
            return false;
        }
    }

    @Test
    void opensTheDatabaseAndIsInNoText() {
        assertThatThrownBy(() -> Database.postgresql(careful)).isInstanceOf(StoreException.class);
        assertThat(opens("5ecret")).isTrue();
        assertThat(careful.withPassword(Optional.of("5ecret")).toString()).doesNotContain("5ecret");
    }
}
