package org.ovalogin.cli.moving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.ovalogin.cli.cmdlets.Encoding;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.csv.CsvFault;
import org.ovalogin.core.csv.CsvReader;
import org.ovalogin.core.csv.CsvRows;
import org.ovalogin.core.csv.FoundBoxes;
import org.ovalogin.core.input.TypedText;

/// A CSV file on the disk. Its faults become messages for the shell.
record CsvSource(Path path) {
    /// @param delimiter empty: the one in the header
    /// @throws ShellException if the file can't be read, or is no CSV file
    CsvRows rows(Encoding encoding, Optional<Character> delimiter) {
        var source =
                new CsvRows.Source(
                        String.valueOf(path.getFileName()),
                        encoding.charset(),
                        delimiter,
                        Integer.MAX_VALUE);
        return told(() -> CsvRows.of(bytes(), source));
    }

    FoundBoxes boxes(CsvReader reader) {
        return told(reader::read);
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException _) {
            throw ShellException.failed(path + " can't be read", "there is no such file");
        } catch (IOException e) {
            throw ShellException.failed(
                    path + " can't be read", "the system says " + e.getClass().getSimpleName());
        }
    }

    private <T> T told(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (TypedText.Unreadable e) {
            throw ShellException.failed(
                    path + " " + e.fault(),
                    e.hint(path.toString()) + "; --encoding names another, as in --encoding ansi");
        } catch (CsvFault e) {
            throw told(e);
        }
    }

    private ShellException told(CsvFault fault) {
        var line = path + ":" + fault.line();
        return switch (fault.kind()) {
            case BROKEN -> ShellException.failed(line + " can't be read", "is every quote closed?");
            case COLUMN_TWICE ->
                    ShellException.failed(
                            "%s: column %s has the name of an earlier one"
                                    .formatted(line, fault.detail()),
                            "the first line names the columns");
            case MORE_CELLS ->
                    ShellException.failed(
                            line + ": more cells than columns",
                            "quote a cell with a delimiter in it; --delimiter names another");
            case NO_EXTENSIONS ->
                    ShellException.failed(
                            "the file has no column " + fault.detail(),
                            "is it the right file? --map Extensions=NAME names the column");
            case TYPE_NAME ->
                    ShellException.failed(
                            "%s:%d: the extensions are a type's name, not a list"
                                    .formatted(path.getFileName(), fault.line()),
                            "export them with Select-Object @{n='Extensions';e={$_.Extensions -join ','}}");
            case TOO_MANY_COLUMNS ->
                    ShellException.failed(
                            line + ": too many columns", "allowed: up to " + fault.detail());
            case TOO_MANY_ROWS ->
                    ShellException.failed(
                            line + ": too many rows", "allowed: up to " + fault.detail());
        };
    }
}
