package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Backups of a running server, and their restores.
class BackupIT {
    private static final String PASSPHRASE = "correct horse battery\n";
    private static final String PIN = "8046172935";
    private static final String WRONG = "97531#";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    @TempDir private Path parent;
    private Path data;
    private InstalledOva installation;

    @BeforeEach
    void name() {
        data = parent.resolve("data");
        installation = new InstalledOva(data);
    }

    private Ova backup(String file, String... more) {
        return new Ova("backup", "--data", data.toString(), "--to", parent.resolve(file).toString())
                .and(more);
    }

    private Ova restore(String file, Path into, String... more) {
        return new Ova("restore", parent.resolve(file).toString(), "--data", into.toString())
                .and(more);
    }

    private static boolean signsIn(OvaServer server, String extension) {
        return new RawCall(server.port(), extension + PIN + "#1")
                .place()
                .result()
                .equals("SUCCESS");
    }

    /// Owners of 51234 and 51235 have chosen their PIN.
    private void owners(OvaServer server) {
        for (var extension : List.of("51234", "51235")) {
            var letters = installation.letters().size();
            Ova.mailbox(data, "add", extension, "--email", extension + "@example.com").succeeded();
            await().until(() -> installation.letters().size() > letters);
            var keys = extension + installation.mailedPin() + "#" + (PIN + "#").repeat(2) + "1";
            assertThat(new RawCall(server.port(), keys).place().result()).isEqualTo("SUCCESS");
        }
    }

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void aBackupTakenUnderAStormIsAnInstallation() throws IOException {
        try (var server = Ova.serve(data).start()) {
            owners(server);
            var over = new AtomicBoolean();
            try (var storm = Executors.newVirtualThreadPerTaskExecutor()) {
                var calls = storm(storm, server, over);
                var told = backup("a.backup", "--with-key").input(PASSPHRASE).run().succeeded();
                assertThat(told.out()).contains("2 mailboxes", "encrypted", "it holds key ");
                over.set(true);
                assertThat(calls.join()).as("calls went on").isPositive();
            }
        }
        var fresh = parent.resolve("fresh");
        wrongPassphraseLeavesNothing(fresh);
        var told = restore("a.backup", fresh).input(PASSPHRASE).run().succeeded();
        assertThat(told.out())
                .contains(
                        "2 mailboxes",
                        "guesses spent since are given back",
                        "key: the backup's, now in ");
        try (var server = Ova.serve(fresh).start()) {
            assertThat(signsIn(server, "51234")).isTrue();
            assertThat(server.log()).doesNotContain("ERROR");
        }
        restore("a.backup", fresh).input(PASSPHRASE).run().failed(1, "already", "hint: ");
    }

    private static CompletableFuture<Integer> storm(
            ExecutorService threads, OvaServer server, AtomicBoolean over) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var calls = 0;
                    for (; !over.get(); calls++) {
                        new RawCall(server.port(), "51234" + PIN + "#1").place();
                        new RawCall(server.port(), "51235" + WRONG).place();
                    }
                    return calls;
                },
                threads);
    }

    private void wrongPassphraseLeavesNothing(Path fresh) throws IOException {
        restore("a.backup", fresh)
                .input("another passphrase\n")
                .run()
                .failed(1, "passphrase", "hint: ");
        try (var files = Files.list(fresh)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsOnly("serve.lock");
        }
    }

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void withoutTheKeyItNeedsTheKeyFileAndCanLockEverybodyOut() throws IOException {
        try (var server = Ova.serve(data).start()) {
            owners(server);
        }
        var told = backup("b.backup").run().succeeded();
        assertThat(told.out()).contains("not encrypted", "does not hold key ", "ova.conf");
        backup("b.backup").run().failed(1, "already exists");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("b.backup"))))
                .isEqualTo("rw-------");
        var fresh = parent.resolve("fresh");
        restore("b.backup", fresh).run().failed(1, "contains no key", "hint: ", "mode 0600");
        Files.copy(data.resolve("key"), fresh.resolve("key"));
        restore("b.backup", fresh).input(PASSPHRASE).run().failed(2, "is not encrypted");
        var file = Files.writeString(parent.resolve("passphrase"), PASSPHRASE);
        restore("b.backup", fresh, "--passphrase-file", file.toString())
                .run()
                .failed(2, "is not encrypted");
        assertThat(restore("b.backup", fresh, "--lock-all").run().succeeded().out())
                .contains("2 mailboxes locked", "which was there before");
        try (var server = Ova.serve(fresh).start()) {
            assertThat(signsIn(server, "51234")).isFalse();
            Ova.mailbox(fresh, "unlock", "51234").succeeded();
            assertThat(signsIn(server, "51234")).isTrue();
            assertThat(signsIn(server, "51235")).isFalse();
        }
    }

    private Path file(String name) {
        return parent.resolve(name);
    }

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void aRestoreThatIsKilledLeavesNoHalfInstallation() throws Exception {
        assertThat(installed()).exists();
        backup("c.backup").run().succeeded();
        var fresh = Files.createDirectory(parent.resolve("fresh"), OWNER_ONLY);
        Files.copy(data.resolve("key"), fresh.resolve("key"));
        try (var restoring = restore("c.backup", fresh).begin()) {
            await().until(() -> Files.exists(fresh.resolve("restoring")) || !restoring.alive());
            restoring.kill();
        }
        assertThat(fresh.resolve("key")).exists();
        if (!Files.exists(fresh.resolve("ova.db")) && Files.exists(fresh.resolve("restoring")))
            Ova.serve(fresh).run().failed(1, "broken off", "hint: ");
        if (!Files.exists(fresh.resolve("ova.db"))) restore("c.backup", fresh).run().succeeded();
        try (var server = Ova.serve(fresh).start()) {
            assertThat(server.alive()).isTrue();
        }
    }

    @Test
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void aFullDiskLeavesNothingBehind() throws IOException {
        Ova.mailbox(installed(), "add", "51234", "--email", "lea@example.com").succeeded();
        backup("d.backup").under("prlimit", "--fsize=60000").run().failed(1, "hint: ");
        try (var files = Files.list(parent)) {
            assertThat(files).containsExactly(data);
        }
        backup("d.backup").run().succeeded();
        var fresh = Files.createDirectory(parent.resolve("fresh"), OWNER_ONLY);
        Files.copy(data.resolve("key"), fresh.resolve("key"));
        restore("d.backup", fresh).under("prlimit", "--fsize=60000").run().failed(1, "hint: ");
        try (var files = Files.list(fresh)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("key", "serve.lock");
        }
        restore("d.backup", fresh).run().succeeded();
    }

    private Path installed() {
        try (var server = Ova.serve(data).start()) {
            assertThat(server.alive()).isTrue();
        }
        return data;
    }
}
