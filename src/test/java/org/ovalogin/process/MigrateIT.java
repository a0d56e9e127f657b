package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.store.PostgresServer;

/// An installation moves to PostgreSQL, and a PIN that its owner knows moves with it.
class MigrateIT {
    private static final String PIN = "8046172935";

    @TempDir private Path parent;
    private PostgresSettings server;

    @BeforeEach
    void create() {
        server = PostgresServer.create();
    }

    @AfterEach
    void drop() {
        PostgresServer.drop(server);
    }

    private Ova migrate(Path data) {
        return new Ova("migrate", "--from", "sqlite:" + data, "--to", url(), "--user", "postgres");
    }

    private String url() {
        return server.url().replaceFirst("^jdbc:", "");
    }

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void theOwnerSignsInWithThePinFromBefore() throws Exception {
        var data = parent.resolve("data");
        var installation = new InstalledOva(data);
        try (var running = Ova.serve(data).start()) {
            Ova.mailbox(data, "add", "51234", "--email", "lea@example.com").succeeded();
            await().until(() -> installation.letters().size() == 1);
            var keys = "51234" + installation.mailedPin() + "#" + (PIN + "#").repeat(2) + "1";
            assertThat(new RawCall(running.port(), keys).place().result()).isEqualTo("SUCCESS");
            migrate(data).run().failed(1, "another ./ova serve runs", "hint: ");
        }
        // If killed on the way, it has done nothing or everything.
        try (var killed = migrate(data).begin()) {
            await().until(() -> killed.out().contains("copying") || !killed.alive());
            killed.kill();
        }
        var again = migrate(data).run();
        if (again.status() != 0) again.failed(1, "not empty");
        else assertThat(again.succeeded().out()).contains("1 mailbox,", "database.url", "key");
        Files.writeString(
                data.resolve("ova.conf"),
                "database.url = \"%s\"\ndatabase.user = postgres\n".formatted(url()));
        Files.move(data.resolve("ova.db"), parent.resolve("put-away.db"));
        try (var moved = Ova.serve(data).start()) {
            var call = new RawCall(moved.port(), "51234" + PIN + "#1");
            assertThat(call.place().result()).isEqualTo("SUCCESS");
        }
    }

    @Test
    void otherPlacesAreRefusedWithoutShowingAPassword() {
        new Ova("migrate", "--from", "sqlite:a", "--to", "mysql://tony:secret@host/db")
                .run()
                .failed(2, "allowed: sqlite:DIR");
        assertThat(
                        new Ova(
                                        "migrate",
                                        "--from",
                                        "sqlite:a",
                                        "--to",
                                        "mysql://tony:secret@host/db")
                                .run()
                                .err())
                .doesNotContain("secret");
    }
}
