package org.ovalogin.cli.moving;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovalogin.cli.cmdlets.CsvFormat;
import org.ovalogin.cli.cmdlets.Encoding;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.SpreadsheetCell;
import org.ovalogin.core.input.TypedText;

/// The rows of a CSV file as spreadsheets and PowerShell write it: UTF-8 or UTF-16, a byte order
/// mark, a `#TYPE` line or `sep=;` before the header. Messages never quote a cell.
///
/// @param columns in lower case
record CsvRows(List<String> columns, List<CsvRow> rows) {
    /// Heading of columns to ignore in Cisco's files; there may be several.
    private static final String JUNK = "junk";

    /// @param delimiter empty: the one in the header
    /// @throws ShellException if the file can't be read, or is no CSV file
    static CsvRows read(Path path, Encoding encoding, Optional<Character> delimiter) {
        return new Reader(path, delimiter).read(text(path, encoding));
    }

    static String key(String column) {
        return Blanks.trimmed(column).toLowerCase(Locale.ROOT);
    }

    /// Whether one of these columns is there.
    boolean has(List<String> names) {
        return names.stream()
                .flatMap(n -> List.of(n.split("\\+")).stream())
                .anyMatch(n -> columns.contains(key(n)));
    }

    private static String text(Path path, Encoding encoding) {
        try {
            return TypedText.of(Files.readAllBytes(path), encoding.charset());
        } catch (TypedText.Unreadable e) {
            throw ShellException.failed(
                    path + " " + e.fault(),
                    e.hint(path.toString()) + "; --encoding names another, as in --encoding ansi");
        } catch (NoSuchFileException _) {
            throw ShellException.failed(path + " can't be read", "there is no such file");
        } catch (IOException e) {
            throw ShellException.failed(
                    path + " can't be read", "the system says " + e.getClass().getSimpleName());
        }
    }

    private static final class Reader {
        private final Path path;
        private Optional<Character> delimiter;
        private int skipped;

        Reader(Path path, Optional<Character> delimiter) {
            this.path = path;
            this.delimiter = delimiter;
        }

        CsvRows read(String text) {
            var body = withoutHead(text);
            var columns = new ArrayList<String>();
            var rows = new ArrayList<CsvRow>();
            var line = skipped;
            try (var parser =
                    CsvFormat.of(delimiter.orElseGet(() -> found(body)))
                            .parse(new StringReader(body))) {
                for (var row : parser) {
                    var cells = row.stream().toList();
                    if (!cells.stream().allMatch(Blanks::only)) {
                        if (columns.isEmpty()) columns.addAll(named(cells));
                        else rows.add(row(columns, cells, line + 1));
                    }
                    line = (int) parser.getCurrentLineNumber() + skipped;
                }
                return new CsvRows(columns, rows);
            } catch (IOException | UncheckedIOException | IllegalArgumentException _) {
                // the library's messages quote the file
                throw ShellException.failed(
                        "%s:%d can't be read".formatted(path, line + 1), "is every quote closed?");
            }
        }

        /// Skips `#TYPE …` of Windows PowerShell and `sep=;` of Excel.
        private String withoutHead(String text) {
            var rest = text;
            while (true) {
                var end = rest.indexOf('\n');
                var first = (end < 0 ? rest : rest.substring(0, end)).strip();
                var separator = first.length() == 5 && key(first).startsWith("sep=");
                if (!separator && !first.startsWith("#TYPE")) return rest;
                if (separator && delimiter.isEmpty()) delimiter = Optional.of(first.charAt(4));
                skipped++;
                rest = end < 0 ? "" : rest.substring(end + 1);
            }
        }

        /// A comma; a semicolon or tab where the header has more of them.
        private static char found(String body) {
            var header = body.lines().findFirst().orElse("");
            var found = ',';
            for (var other : new char[] {';', '\t'})
                if (count(header, other) > count(header, found)) found = other;
            return found;
        }

        private static long count(String text, char sought) {
            return text.chars().filter(c -> c == sought).count();
        }

        private List<String> named(List<String> cells) {
            var names =
                    new ArrayList<>(
                            cells.stream().map(SpreadsheetCell::read).map(CsvRows::key).toList());
            while (names.size() > 1 && names.getLast().isEmpty()) names.removeLast();
            for (var i = 0; i < names.size(); i++)
                if (!names.get(i).equals(JUNK) && names.indexOf(names.get(i)) < i)
                    throw ShellException.failed(
                            "%s:%d: column %d has the name of an earlier one"
                                    .formatted(path, skipped + 1, i + 1),
                            "the first line names the columns");
            return names;
        }

        private CsvRow row(List<String> columns, List<String> cells, int line) {
            var where = path.getFileName() + ":" + line;
            for (var i = columns.size(); i < cells.size(); i++)
                if (!Blanks.only(cells.get(i)))
                    throw ShellException.failed(
                            path + ":" + line + ": more cells than columns",
                            "quote a cell with a delimiter in it; --delimiter names another");
            var named = new HashMap<String, String>();
            for (var i = 0; i < Math.min(columns.size(), cells.size()); i++)
                named.put(columns.get(i), SpreadsheetCell.read(cells.get(i)));
            return new CsvRow(named, where);
        }
    }
}
