package org.ovalogin.cli.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.ovalogin.core.pin.Password;

/// What a backup is encrypted with: the first line of a file, typed unseen, or a line of standard
/// input.
public record Passphrase(Optional<Path> file, UnseenInput input) {
    private static final String WHAT = "passphrase of the backup";

    /// Guessed at leisure by whoever has the file, so as long as an administrator's password.
    private static final int SHORTEST = 12;

    /// For a new backup.
    ///
    /// @throws UsageException when it is too short
    public Password choose() {
        var passphrase = file.isPresent() ? inFile(file.get()) : password(input.choose(WHAT));
        if (passphrase.length() < SHORTEST || passphrase.oneCharacterRepeated())
            throw new UsageException(
                    "the %s is too simple; allowed: %d characters and more, not one alone"
                            .formatted(WHAT, SHORTEST));
        return passphrase;
    }

    /// Of a backup that is there.
    public Password ask() {
        return file.isPresent() ? inFile(file.get()) : password(input.ask(WHAT));
    }

    private static Password password(char[] typed) {
        try {
            return Password.of(typed);
        } finally {
            Arrays.fill(typed, ' ');
        }
    }

    private static Password inFile(Path file) {
        try {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            if (!mode.endsWith("------"))
                throw new UsageException(
                        "the passphrase file '%s' has mode %s; allowed is rw-------"
                                .formatted(file, mode));
            return firstLine(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UsageException(
                    "the passphrase file '%s' can't be read: %s"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }

    /// Leaves none of it in memory but the password.
    private static Password firstLine(byte[] bytes) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        try {
            var begin = text.hasRemaining() && text.get(0) == '\uFEFF' ? 1 : 0;
            var end = begin;
            while (end < text.limit() && "\r\n".indexOf(text.get(end)) < 0) end++;
            return password(Arrays.copyOfRange(text.array(), begin, end));
        } finally {
            Arrays.fill(text.array(), ' ');
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "Passphrase";
    }
}
