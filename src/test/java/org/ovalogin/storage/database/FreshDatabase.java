package org.ovalogin.storage.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// SQLite files without a row. The first comes from the migrations, all others are its copies:
/// thousands of tests need one, and the migrations take most of a short test's time. Thread-safe.
public final class FreshDatabase {
    private static final byte[] CONTENT = made();

    private FreshDatabase() {}

    private static byte[] made() {
        try {
            var folder = Files.createTempDirectory("fresh");
            var file = folder.resolve("ova.db");
            Database.sqlite(file).close();
            var content = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens the database in a file, which is created where there is none.
    public static Database open(Path file) {
        putAt(file);
        return Database.sqlite(file);
    }

    /// Creates the file where there is none.
    public static void putAt(Path file) {
        if (Files.exists(file)) return;
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.write(file, CONTENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
