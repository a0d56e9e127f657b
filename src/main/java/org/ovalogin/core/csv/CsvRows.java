package org.ovalogin.core.csv;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.SpreadsheetCell;
import org.ovalogin.core.input.TypedText;

/// The rows of a CSV file as spreadsheets and PowerShell write it: UTF-8 or UTF-16, a byte order
/// mark, a `#TYPE` line or `sep=;` before the header. Messages never quote a cell.
///
/// @param columns in lower case
public record CsvRows(List<String> columns, List<CsvRow> rows) {
    /// Heading of columns to ignore in Cisco's files; there may be several.
    private static final String JUNK = "junk";

    /// Bounds the columns of a file, however long its first line is. FreePBX's export has some 150.
    private static final int MOST_COLUMNS = 1_000;

    public CsvRows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// A file's name, form and bound.
    ///
    /// @param name for messages, without its folder
    /// @param charset of a file without a byte order mark
    /// @param delimiter empty: the one in the header
    /// @param mostRows below the header
    public record Source(
            String name, Charset charset, Optional<Character> delimiter, int mostRows) {}

    /// @throws CsvFault if it is no CSV file
    /// @throws TypedText.Unreadable if the bytes are no text
    public static CsvRows of(byte[] bytes, Source source) {
        return new Reader(source).read(TypedText.of(bytes, source.charset()));
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

    private static final class Reader {
        private final Source source;
        private Optional<Character> delimiter;
        private int skipped;

        Reader(Source source) {
            this.source = source;
            this.delimiter = source.delimiter();
        }

        CsvRows read(String text) {
            var body = withoutHead(text);
            var columns = new ArrayList<String>();
            var rows = new ArrayList<CsvRow>();
            var line = skipped;
            try (var parser =
                    format(delimiter.orElseGet(() -> found(body))).parse(new StringReader(body))) {
                for (var row : parser) {
                    var cells = row.stream().toList();
                    if (!cells.stream().allMatch(Blanks::only)) {
                        if (columns.isEmpty()) columns.addAll(named(cells));
                        else if (rows.size() < source.mostRows())
                            rows.add(row(columns, cells, line + 1));
                        else
                            throw new CsvFault(
                                    CsvFault.Kind.TOO_MANY_ROWS,
                                    line + 1,
                                    String.valueOf(source.mostRows()));
                    }
                    line = (int) parser.getCurrentLineNumber() + skipped;
                }
                return new CsvRows(columns, rows);
            } catch (IOException | UncheckedIOException | IllegalArgumentException _) {
                // the library's messages quote the file
                throw new CsvFault(CsvFault.Kind.BROKEN, line + 1, "");
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

        private static CSVFormat format(char delimiter) {
            return CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
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
            if (names.size() > MOST_COLUMNS)
                throw new CsvFault(
                        CsvFault.Kind.TOO_MANY_COLUMNS, skipped + 1, String.valueOf(MOST_COLUMNS));
            var seen = new HashSet<String>();
            for (var i = 0; i < names.size(); i++)
                if (!seen.add(names.get(i)) && !names.get(i).equals(JUNK))
                    throw new CsvFault(
                            CsvFault.Kind.COLUMN_TWICE, skipped + 1, String.valueOf(i + 1));
            return names;
        }

        private CsvRow row(List<String> columns, List<String> cells, int line) {
            var where = source.name() + ":" + line;
            for (var i = columns.size(); i < cells.size(); i++)
                if (!Blanks.only(cells.get(i)))
                    throw new CsvFault(CsvFault.Kind.MORE_CELLS, line, "");
            var named = new HashMap<String, String>();
            for (var i = 0; i < Math.min(columns.size(), cells.size()); i++)
                named.put(columns.get(i), SpreadsheetCell.read(cells.get(i)));
            return new CsvRow(named, where, line);
        }
    }
}
