package org.ovalogin.cli.cmdlets;

import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.terminal.ShellException;

/// The form and the delimiter of CSV files.
public final class CsvFormat {
    private CsvFormat() {}

    /// @throws ShellException of kind USAGE
    static char delimiter(Bound bound) {
        var given = bound.text("Delimiter");
        if (bound.on("UseCulture")) {
            if (given.isPresent())
                throw ShellException.usage("-UseCulture and -Delimiter say the same", "give one");
            return ofCulture(Locale.getDefault(Locale.Category.FORMAT));
        }
        var delimiter = given.orElse(",");
        if (delimiter.equals("`t") || delimiter.equals("\\t")) delimiter = "\t";
        if (delimiter.length() != 1 || "\"'\r\n".contains(delimiter))
            throw ShellException.usage("-Delimiter is one character, and no quote", "such as ';'");
        return delimiter.charAt(0);
    }

    /// Where the decimal mark is a comma, spreadsheets separate columns by semicolons.
    public static char ofCulture(Locale culture) {
        return DecimalFormatSymbols.getInstance(culture).getDecimalSeparator() == ',' ? ';' : ',';
    }

    public static CSVFormat of(char delimiter) {
        return CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
    }
}
