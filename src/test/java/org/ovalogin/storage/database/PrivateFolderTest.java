package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Another user of the host would have a library of theirs loaded: they make the folder first, or
/// what is in it, or links.
class PrivateFolderTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir private Path parent;

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private PrivateFolder opened(String... names) {
        return PrivateFolder.first(List.of(names).stream().map(parent::resolve).toList());
    }

    private void assertRefused(String name) {
        assertThatThrownBy(() -> opened(name))
                .isInstanceOf(SetUpException.class)
                .hasMessageContaining(name)
                .satisfies(e -> assertThat(((SetUpException) e).hint()).contains("0700"));
    }

    @Test
    void itIsMadeForItsOwnerAloneWithAllAboveIt() throws IOException {
        var folder = opened("cache/ova");
        assertThat(mode(folder.path())).isEqualTo("rwx------");
        assertThat(mode(parent.resolve("cache"))).isEqualTo("rwx------");
        var file = folder.keep("digest", "lib.so", CONTENT);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(folder.path().resolve("digest"))).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwx-w----", "rwx---r--", "rwx--x---"})
    void oneThatIsOpenToOthersIsNotTaken(String mode) throws IOException {
        mode(Files.createDirectory(parent.resolve("ova")), mode);
        assertRefused("ova");
        assertThat(opened("ova", "other").path()).hasFileName("other");
    }

    @Test
    void aLinkIsNotTaken() throws IOException {
        Files.createSymbolicLink(
                parent.resolve("ova"), Files.createDirectory(parent.resolve("real")));
        assertRefused("ova");
        Files.createSymbolicLink(parent.resolve("nowhere"), parent.resolve("gone"));
        assertRefused("nowhere");
    }

    @Test
    void aFileIsNotTaken() throws IOException {
        Files.writeString(parent.resolve("ova"), "");
        assertRefused("ova");
    }

    @Test
    void oneThatOthersCouldExchangeIsNotTaken() throws IOException {
        var above = Files.createDirectory(parent.resolve("above"));
        mode(above, "rwxrwxrwx");
        assertRefused("above/ova");
        Files.setAttribute(above, "unix:mode", 01777);
        assertThat(opened("above/ova").path()).hasFileName("ova");
    }

    @Test
    void oneOfAnotherUserIsNotTaken() throws IOException {
        var theirs = Files.createDirectory(parent.resolve("theirs"));
        mode(theirs, "rwx------");
        try {
            Files.setAttribute(theirs, "unix:uid", 65534);
        } catch (IOException e) {
            return; // only root can give folders away
        }
        assertRefused("theirs");
        assertRefused("theirs/below");
    }

    @Test
    void whatIsThereAndIsAnotherIsReplaced() throws IOException {
        var folder = opened("ova");
        var file = folder.keep("digest", "lib.so", CONTENT);
        Files.write(file, new byte[] {1, 2, 4});
        assertThat(folder.keep("digest", "lib.so", CONTENT)).hasBinaryContent(CONTENT);
        Files.delete(file);
        var target = Files.write(parent.resolve("target"), CONTENT);
        Files.createSymbolicLink(file, target);
        assertThat(Files.isSymbolicLink(folder.keep("digest", "lib.so", CONTENT))).isFalse();
        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void whatAKilledOneLeftIsReplacedAndNothingIsLeftBeside() throws IOException {
        var folder = opened("ova");
        var file = folder.keep("digest", "lib.so", CONTENT);
        Files.delete(file);
        Files.write(file.resolveSibling("lib.so.new"), new byte[] {9});
        folder.keep("digest", "lib.so", CONTENT);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }
}
