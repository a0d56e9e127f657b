package org.ovalogin.storage.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The file that names the latest step of the tables, readable without a database.
final class SchemaStep {
    private SchemaStep() {}

    /// Writes it whole where it differs.
    static void write(DataFolder folder, String step) {
        var file = folder.schemaStep();
        var line = step + "\n";
        try {
            if (Files.isRegularFile(file) && Files.readString(file).equals(line)) return;
            var fresh = file.resolveSibling("schema.new");
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, line);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SetUpException(
                    "the file '%s' can't be written: %s".formatted(file, DataFolder.reason(e)),
                    "see to the folder and the disk it is on",
                    e);
        }
    }
}
