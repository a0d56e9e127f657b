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
    private static final long LARGEST = 256L << 20;

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
        try {
            if (Files.size(path) > LARGEST)
                throw ShellException.failed(
                        "%s has %d bytes; allowed: up to %d"
                                .formatted(path, Files.size(path), LARGEST),
                        "");
            return new ConfigFile(path, Files.readAllBytes(path));
        } catch (IOException e) {
            throw ShellException.failed(
                    path + " can't be read",
                    Files.exists(path)
                            ? "the system says " + e.getClass().getSimpleName()
                            : "there is no such file");
        }
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

    /// As its first line ends.
    String lineEnd() {
        var end = endOfLineAt(0);
        return end > 1 && bytes[end - 1] == '\n' && bytes[end - 2] == '\r' ? "\r\n" : "\n";
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
