package org.ovalogin;

import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.storage.database.PrivateFolder;
import org.ovalogin.storage.database.SetUpException;
import org.sqlite.util.LibraryLoaderUtil;

/// Keeps the native libraries, one file each for this system, in a folder that nobody else may
/// write to. A package has them as files beside the jars. By default each library unpacks its file into the folder for temporary files at every
/// start, and leaves it there when the process is killed.
final class NativeLibraries {
    private static final int DIGEST_BYTES = 16;
    private static final String PLACE = "ova-login/native";

    private NativeLibraries() {}

    /// Has the libraries loaded from there. Call it before the first of them is used.
    ///
    /// @throws SetUpException when there is no such folder
    static void use() {
        var home = System.getProperty("ova.home");
        var installed = home == null ? null : Path.of(home, "native");
        if (installed != null && Files.isDirectory(installed)) useInstalled(installed);
        else keepAll();
    }

    /// Those of a package, which nobody but the administrator may write to. Nothing is unpacked.
    private static void useInstalled(Path folder) {
        set("jna.boot.library.path", folder.toString());
        set("jna.nounpack", "true");
        set("jna.noclasspath", "true");
        set(PinHasher.LIBRARY, folder.resolve(System.mapLibraryName("sodium")).toString());
        set("org.sqlite.lib.path", folder.toString());
        set("org.sqlite.lib.name", LibraryLoaderUtil.getNativeLibName());
    }

    private static void keepAll() {
        var folder = PrivateFolder.first(candidates());
        var sqlite = LibraryLoaderUtil.getNativeLibName();
        var sqliteFrom = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + sqlite;
        keep(folder, "com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + jna())
                .ifPresent(f -> set("jna.boot.library.path", parent(f)));
        keep(folder, LibraryLoader.getSodiumPathInResources())
                .ifPresent(f -> set(PinHasher.LIBRARY, f.toString()));
        keep(folder, sqliteFrom)
                .ifPresent(
                        f -> {
                            set("org.sqlite.lib.path", parent(f));
                            set("org.sqlite.lib.name", sqlite);
                        });
    }

    private static String jna() {
        return System.mapLibraryName("jnidispatch").replace(".dylib", ".jnilib");
    }

    private static String parent(Path file) {
        return String.valueOf(file.getParent());
    }

    /// A place that the user has named stays.
    private static void set(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }

    /// The user's cache folder; without a home, the folder for temporary files.
    static List<Path> candidates() {
        var places = new ArrayList<Path>();
        var cache = Path.of(Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse(""));
        var home = Path.of(System.getProperty("user.home", ""));
        if (cache.isAbsolute()) places.add(cache.resolve(PLACE));
        else if (home.isAbsolute()) places.add(home.resolve(".cache").resolve(PLACE));
        var temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
        places.add(temporary.resolve("ova-login-" + System.getProperty("user.name", "")));
        return places;
    }

    /// @param resource of a library's jar
    /// @return empty: there is none for this system, and the library has to see to it
    private static Optional<Path> keep(PrivateFolder folder, String resource) {
        var path = resource.replaceFirst("^/+", "");
        try (var in = NativeLibraries.class.getClassLoader().getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(keep(folder, path, in));
        } catch (IOException e) {
            throw new SetUpException(
                    "the library '%s' can't be kept in '%s': %s"
                            .formatted(path, folder.path(), e.getMessage()),
                    "see to the folder and the disk it is on",
                    e);
        }
    }

    private static Path keep(PrivateFolder folder, String resource, InputStream in)
            throws IOException {
        var content = in.readAllBytes();
        var name = resource.substring(resource.lastIndexOf('/') + 1);
        return folder.keep(digest(content), name, content);
    }

    private static String digest(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
