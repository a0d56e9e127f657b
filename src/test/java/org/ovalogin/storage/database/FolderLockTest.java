package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir private Path parent;

    @Test
    void isHadByOneAtATime() throws IOException {
        var folder = DataFolder.openOrCreate(parent.resolve("data"));
        try (var _ = FolderLock.take(folder)) {
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOf(SetUpException.class)
                    .hasMessage("another ./ova serve runs on the data folder '%s'", folder);
        }
        FolderLock.take(folder).close();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.serverLock())))
                .isEqualTo("rw-------");
    }
}
