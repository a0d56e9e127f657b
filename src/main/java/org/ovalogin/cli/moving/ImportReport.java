package org.ovalogin.cli.moving;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVPrinter;
import org.ovalogin.cli.cmdlets.CsvFormat;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.WholeFile;
import org.ovalogin.core.input.SpreadsheetCell;
import org.ovalogin.core.moving.BoxOutcome;

/// A CSV file with a line for each box. It tells nothing about PINs.
record ImportReport(Path file) {
    private static final List<String> COLUMNS =
            List.of(
                    "Box",
                    "Context",
                    "Extensions",
                    "Name",
                    "Addresses",
                    "DialPlan",
                    "Outcome",
                    "Reasons");

    /// Where a spreadsheet separates cells by semicolons, a formula begins after one, too.
    private static final Pattern BEFORE_FORMULA =
            Pattern.compile(";(?=\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    /// @throws ShellException where it can't be written; the file that was there stays
    void write(List<BoxOutcome> outcomes) {
        try {
            var text = new StringWriter();
            try (var printer = new CSVPrinter(text, CsvFormat.of(','))) {
                printer.printRecord(COLUMNS);
                for (var outcome : outcomes) printer.printRecord(cells(outcome));
            }
            WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8), false);
        } catch (IOException e) {
            throw ShellException.failed(
                    "the report '%s' can't be written".formatted(file),
                    "the system says " + e.getClass().getSimpleName());
        }
    }

    private static List<String> cells(BoxOutcome outcome) {
        var box = outcome.box();
        return List.of(
                        box.where(),
                        box.context(),
                        String.join(" ", box.numbers()),
                        box.owner().name(),
                        String.join(" ", box.owner().addresses()),
                        outcome.dialPlan(),
                        outcome.kind().text(),
                        outcome.told().collect(Collectors.joining("; ")))
                .stream()
                .map(Quote::printable)
                .map(cell -> BEFORE_FORMULA.matcher(cell).replaceAll(";'"))
                .map(SpreadsheetCell::of)
                .toList();
    }
}
