package org.ovalogin.cli.moving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ovalogin.cli.terminal.ShellException;

/// One configuration file, whole. Its bytes may hold passwords.
public final class ConfigFile {
    /// Bytes. A file of 100,000 mailboxes takes about 10 MB.
    private static final int LARGEST = 64 << 20;

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path path;
    private final byte[] bytes;
    private final Charset charset;

    ConfigFile(Path path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
        this.charset = utf8(bytes) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    /// @throws ShellException where it can't be read
    static ConfigFile read(Path path) {
        if (Files.isDirectory(path))
            throw ShellException.failed(path + " is a folder", "name the file in it");
        try (var in = Files.newInputStream(path)) {
            // A pipe has no size, and a device no end.
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST)
                throw ShellException.failed(
                        "%s has more than %d bytes; nothing was done".formatted(path, LARGEST), "");
            return new ConfigFile(path, bytes);
        } catch (IOException _) {
            throw ShellException.failed(path + " can't be read", reason(path));
        }
    }

    private static String reason(Path path) {
        if (Files.notExists(path)) return "there is no such file";
        return Files.isReadable(path)
                ? "the system gives no reason"
                : "this user may not read it; run the import as a user who may";
    }

    private static boolean utf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    /// UTF-8 where the bytes allow it, else Latin-1, as Asterisk has no encoding.
    public Charset charset() {
        return charset;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Offset of the first line, after a byte order mark.
    int start() {
        var marked =
                bytes.length >= MARK.length
                        && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
        return marked ? MARK.length : 0;
    }

    /// Offset after the line that begins there.
    int endOfLineAt(int from) {
        for (var i = from; i < bytes.length; i++) if (bytes[i] == '\n') return i + 1;
        return bytes.length;
    }

    /// Offset after a line.
    ///
    /// @param number from 1
    int endOfLine(int number) {
        var end = 0;
        for (var i = 0; i < number; i++) end = endOfLineAt(end);
        return end;
    }

    /// The end of its first line: CR and LF, or LF.
    String lineEnd() {
        var end = endOfLineAt(0);
        return end > 1 && bytes[end - 1] == '\n' && bytes[end - 2] == '\r' ? "\r\n" : "\n";
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
