package org.ovalogin.cli.cmdlets;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.SpreadsheetCell;
import org.ovalogin.core.input.TypedText;

/// A CSV file as spreadsheets and PowerShell write it: UTF-8 or UTF-16, with a `#TYPE` line or
/// `sep=;` before its header, with empty columns behind the others. Messages never quote a cell,
/// which may be a PIN.
///
/// @param columns as the header names them
/// @param rows of items; blank lines are left out
record CsvFile(List<String> columns, List<Item> rows) {
    /// @param chosen whether the delimiter was given
    /// @throws ShellException if it cannot be read, or is no CSV file
    static CsvFile read(Path path, Encoding encoding, char delimiter, boolean chosen) {
        return new Reader(path, delimiter, chosen).read(text(path, encoding));
    }

    private static String text(Path path, Encoding encoding) {
        try {
            return TypedText.of(Files.readAllBytes(path), encoding.charset());
        } catch (TypedText.Unreadable e) {
            throw ShellException.failed(
                    path + " " + e.fault(),
                    e.hint(path.toString()) + "; -Encoding names another, as in -Encoding ansi");
        } catch (NoSuchFileException _) {
            throw ShellException.failed(path + " can't be read", "there is no such file");
        } catch (IOException e) {
            throw ShellException.failed(
                    path + " can't be read", "the system says " + e.getClass().getSimpleName());
        }
    }

    private static final class Reader {
        private final Path path;
        private final boolean chosen;
        private char delimiter;
        private int skipped;

        Reader(Path path, char delimiter, boolean chosen) {
            this.path = path;
            this.delimiter = delimiter;
            this.chosen = chosen;
        }

        CsvFile read(String text) {
            var body = withoutHead(text);
            var rows = new ArrayList<Item>();
            List<String> columns = List.of();
            var number = 0L;
            try (var parser = CsvFormat.of(delimiter).parse(new StringReader(body))) {
                for (var row : parser) {
                    number = parser.getCurrentLineNumber() + skipped;
                    var cells = row.stream().toList();
                    if (cells.stream().allMatch(Blanks::only)) continue;
                    if (columns.isEmpty()) columns = columns(cells);
                    else rows.add(item(columns, cells, number));
                }
                return new CsvFile(columns, rows);
            } catch (IOException | UncheckedIOException | IllegalArgumentException _) {
                // the library's messages quote the file
                throw ShellException.failed(
                        "%s can't be read after line %d".formatted(path, number),
                        "is every quote closed?");
            }
        }

        /// Skips the line `#TYPE …` of Windows PowerShell and the line `sep=;` of Excel.
        private String withoutHead(String text) {
            var rest = text;
            while (true) {
                var end = rest.indexOf('\n');
                var line = (end < 0 ? rest : rest.substring(0, end)).strip();
                var separator = separator(line);
                if (separator.isEmpty() && !line.startsWith("#TYPE")) return rest;
                if (separator.isPresent() && !chosen) delimiter = separator.get();
                skipped++;
                rest = end < 0 ? "" : rest.substring(end + 1);
            }
        }

        private static Optional<Character> separator(String line) {
            return line.length() == 5 && line.regionMatches(true, 0, "sep=", 0, 4)
                    ? Optional.of(line.charAt(4))
                    : line.equalsIgnoreCase("sep=") ? Optional.of('\t') : Optional.empty();
        }

        private List<String> columns(List<String> cells) {
            var names =
                    new ArrayList<>(
                            cells.stream()
                                    .map(SpreadsheetCell::read)
                                    .map(Blanks::trimmed)
                                    .toList());
            while (names.size() > 1 && names.getLast().isEmpty()) names.removeLast();
            refuseOtherDelimiter(names);
            if (names.contains(""))
                throw ShellException.failed(
                        "%s has no name for its column %d".formatted(path, names.indexOf("") + 1),
                        "its first line names them");
            if (names.stream().map(n -> n.toLowerCase(Locale.ROOT)).distinct().count()
                    != names.size())
                throw ShellException.failed(
                        path + " has two columns of the same name", "its first line names them");
            return List.copyOf(names);
        }

        /// Refuses a single column whose name holds another delimiter.
        private void refuseOtherDelimiter(List<String> names) {
            if (names.size() > 1) return;
            for (var other : List.of(";", "\t", ",", "|")) {
                if (other.charAt(0) == delimiter || !names.getFirst().contains(other)) continue;
                var typed = other.equals("\t") ? "`t" : other;
                throw ShellException.failed(
                        "%s has one column only, and a %s in its name"
                                .formatted(path, other.equals("\t") ? "tab" : "'" + other + "'"),
                        "-Delimiter '%s' reads it as several".formatted(typed));
            }
        }

        private Item item(List<String> columns, List<String> cells, long line) {
            for (var i = columns.size(); i < cells.size(); i++)
                if (!Blanks.only(cells.get(i)))
                    throw ShellException.failed(
                            "%s has more cells in line %d than columns".formatted(path, line),
                            "quote a cell with a delimiter in it; -Delimiter ';' names another");
            var properties = new LinkedHashMap<String, @Nullable Object>();
            for (var i = 0; i < columns.size(); i++)
                properties.put(
                        columns.get(i), i < cells.size() ? SpreadsheetCell.read(cells.get(i)) : "");
            return Item.of(Item.Type.ROW, properties);
        }
    }
}
