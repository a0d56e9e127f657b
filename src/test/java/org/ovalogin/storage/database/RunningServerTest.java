package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {
    private static final RunningServer SERVER =
            new RunningServer(
                    "mark",
                    "[::1]:4599",
                    Optional.of("127.0.0.1:8081"),
                    Optional.of("127.0.0.1:40123"));

    @TempDir private Path parent;
    private DataFolder folder;

    @BeforeEach
    void folder() {
        folder = DataFolder.openOrCreate(parent.resolve("data"));
    }

    @Test
    void isFoundWhileItHoldsTheFolder() {
        try (var _ = FolderLock.take(folder)) {
            SERVER.announce(folder);
            assertThat(RunningServer.of(folder)).contains(SERVER);
        }
        assertThat(RunningServer.of(folder)).as("killed").isEmpty();
    }

    @Test
    void isNotFoundOnceItHasStopped() {
        try (var _ = FolderLock.take(folder)) {
            SERVER.announce(folder);
            RunningServer.retract(folder);
            assertThat(RunningServer.of(folder)).isEmpty();
        }
    }

    @Test
    void hasAFileForItsOwnerAlone() throws IOException {
        SERVER.announce(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.running())))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsNoneOfItsOwnCountsForNothing() throws IOException {
        try (var _ = FolderLock.take(folder)) {
            Files.writeString(folder.running(), "fastagi=\\u00zz");
            assertThat(RunningServer.of(folder)).isEmpty();
        }
    }

    @Test
    void lookingLeavesTheFolderFree() {
        assertThat(RunningServer.of(folder)).isEmpty();
        FolderLock.take(folder).close();
        assertThat(RunningServer.of(folder)).isEmpty();
        FolderLock.take(folder).close();
    }

    @Test
    void aSecondServerIsStillRefused() {
        try (var _ = FolderLock.take(folder)) {
            assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(SetUpException.class);
        }
    }
}
