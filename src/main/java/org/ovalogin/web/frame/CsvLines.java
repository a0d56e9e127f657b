package org.ovalogin.web.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.ovalogin.core.input.SpreadsheetCell;

/// Lines of a CSV file (RFC 4180) that a spreadsheet opens without running anything.
public final class CsvLines {
    /// Begins a file: a byte order mark, by which spreadsheets know UTF-8.
    public static final String BEGINNING = "\uFEFF";

    private CsvLines() {}

    /// A line with its end.
    public static String of(List<String> cells) {
        var line = new StringBuilder();
        try {
            CSVFormat.RFC4180.printRecord(line, cells.stream().map(SpreadsheetCell::of).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return line.toString();
    }
}
