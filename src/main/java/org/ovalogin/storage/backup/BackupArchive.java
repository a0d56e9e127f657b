package org.ovalogin.storage.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.ovalogin.storage.database.SetUpException;

/// The content of a backup: a zip file with the manifest, its seal, the key file if included, and
/// the database in SQLite's format, in this order. If the file is not sealed as a whole, its
/// SHA-256 digest follows, since a zip file has bytes that no other check covers.
final class BackupArchive {
    private static final String MANIFEST = "manifest.json";
    private static final String SEAL = "manifest.seal";
    static final String KEY = "key";
    static final String DATABASE = "ova.db";

    /// In bytes: bounds every entry except the database.
    private static final int SMALL = 256 * 1024;

    private static final int DIGEST_BYTES = 32;

    private BackupArchive() {}

    /// @param seal opens under the installation's key and yields the manifest's digest
    record Head(Manifest manifest, String digest, String seal) {}

    static void write(
            OutputStream out, byte[] manifest, String seal, Optional<byte[]> key, Path database)
            throws IOException {
        try (var zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED); // sealed texts hardly shrink
            entry(zip, MANIFEST, manifest);
            entry(zip, SEAL, seal.getBytes(UTF_8));
            if (key.isPresent()) entry(zip, KEY, key.get());
            zip.putNextEntry(new ZipEntry(DATABASE));
            Files.copy(database, zip);
            zip.closeEntry();
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /// Checks the backup's own description before its database is unpacked.
    interface Check {
        /// @throws SetUpException if the backup must not be unpacked
        void head(Head head);
    }

    /// Unpacks database and key into the folder and reads to the very end. Takes as many database
    /// bytes as the manifest says; the check has verified that figure.
    ///
    /// @param sealed the whole file is under a passphrase; only then may it bring a key
    /// @throws SetUpException if the content is not what was written
    static Head unpack(InputStream in, boolean sealed, Path folder, Check check)
            throws IOException {
        try (var zip = new ZipInputStream(in)) {
            var text = small(zip, MANIFEST);
            var manifest = Manifest.of(text);
            var seal = new String(small(zip, SEAL), UTF_8);
            if (manifest.keys().enclosed() && !sealed) throw keyInClear();
            if (manifest.keys().enclosed()) unpackKey(zip, folder.resolve(KEY));
            var head = new Head(manifest, hex(TableDigest.sha256().digest(text)), seal);
            check.head(head);
            next(zip, DATABASE);
            unpackDatabase(zip, manifest, folder.resolve(DATABASE));
            if (zip.getNextEntry() != null) throw Manifest.damaged();
            in.transferTo(
                    OutputStream.nullOutputStream()); // a sealed stream is verified to its end
            return head;
        } catch (ZipException | EOFException _) {
            throw Manifest.damaged();
        }
    }

    private static void unpackKey(ZipInputStream zip, Path file) throws IOException {
        var key = small(zip, KEY);
        try (var out = create(file)) {
            out.write(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Anybody could forge a backup with a matching key of their own.
    private static SetUpException keyInClear() {
        return new SetUpException(
                "the backup contains a key but is not encrypted; keys are accepted from encrypted backups only",
                "./ova backup never writes such a file; use another copy of the backup");
    }

    private static void next(ZipInputStream zip, String name) throws IOException {
        var entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) throw Manifest.damaged();
    }

    private static byte[] small(ZipInputStream zip, String name) throws IOException {
        next(zip, name);
        var content = zip.readNBytes(SMALL + 1);
        if (content.length > SMALL) throw Manifest.damaged();
        return content;
    }

    private static void unpackDatabase(InputStream in, Manifest manifest, Path file)
            throws IOException {
        var sha256 = TableDigest.sha256();
        var left = manifest.database().bytes();
        try (var out = new DigestOutputStream(create(file), sha256)) {
            var buffer = new byte[64 * 1024];
            for (var n = in.read(buffer); n >= 0 && left >= 0; n = in.read(buffer)) {
                left -= n;
                if (left >= 0) out.write(buffer, 0, n);
            }
        }
        if (left != 0 || !hex(sha256.digest()).equals(manifest.database().sha256()))
            throw Manifest.damaged();
    }

    static void addDigest(Path file) throws IOException {
        Files.write(file, digest(file, Files.size(file)), StandardOpenOption.APPEND);
    }

    /// @throws SetUpException if the file does not end with the digest of its preceding bytes
    static void requireDigest(Path file) throws IOException {
        var bytes = Files.size(file) - DIGEST_BYTES;
        if (bytes < 0) throw Manifest.damaged();
        try (var in = FileChannel.open(file)) {
            var found = ByteBuffer.allocate(DIGEST_BYTES);
            while (found.hasRemaining() && in.read(found, bytes + found.position()) >= 0) {}
            if (!Arrays.equals(found.array(), digest(file, bytes))) throw Manifest.damaged();
        }
    }

    /// The digest of the file's first `bytes` bytes.
    static byte[] digest(Path file, long bytes) throws IOException {
        var sha256 = TableDigest.sha256();
        var left = bytes;
        var buffer = new byte[64 * 1024];
        try (var in = Files.newInputStream(file)) {
            while (left > 0) {
                var n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (n < 0) throw new EOFException(file.toString());
                sha256.update(buffer, 0, n);
                left -= n;
            }
        }
        return sha256.digest();
    }

    /// Creates a file that only its owner can read.
    static OutputStream create(Path file) throws IOException {
        return Channels.newOutputStream(
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------"))));
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
