package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultContext;

class KeyFileTest {
    private static final VaultContext CONTEXT = VaultContext.of("test", "here");

    @TempDir private Path folder;
    private Path key;
    private Database database;

    @BeforeEach
    void begin() throws IOException {
        key = Files.createDirectory(folder.resolve("keys")).resolve("key");
        database = FreshDatabase.open(folder.resolve("ova.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Vault open() {
        try (var ring = KeyRing.open(key, database, new SecureRandom())) {
            return new Vault(ring);
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(key.getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void isMadeOnceForItsOwnerOnlyWithNothingBesideIt() throws IOException {
        var sealed = open().seal("text", CONTEXT);
        assertThat(names()).containsExactly("key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(open().open(sealed, CONTEXT)).isEqualTo("text");
    }

    @Test
    void leavesNoCopyOfItsSecretWhereItCantBePut() throws IOException {
        Files.createSymbolicLink(key, folder.resolve("nowhere"));
        assertThatThrownBy(this::open).isInstanceOf(SetUpException.class);
        assertThat(names()).containsExactly("key");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }
}
