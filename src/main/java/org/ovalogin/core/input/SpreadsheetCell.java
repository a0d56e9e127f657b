package org.ovalogin.core.input;

import java.util.regex.Pattern;

/// A text in a cell of a CSV file. A spreadsheet takes a cell for a formula by its first character;
/// an apostrophe before it stops that. Names and callers' numbers come from strangers.
public final class SpreadsheetCell {
    /// The full-width forms count as formulas in East Asian spreadsheets.
    private static final String FIRST = "[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*";

    private static final Pattern FORMULA = Pattern.compile("(?s)" + FIRST);
    private static final Pattern GUARDED = Pattern.compile("(?s)'+" + FIRST);

    private SpreadsheetCell() {}

    /// The text as a cell. Guards a text that looks guarded too, so that [#read(String)] gives it
    /// back.
    public static String of(String text) {
        return FORMULA.matcher(text).matches() || GUARDED.matcher(text).matches()
                ? "'" + text
                : text;
    }

    /// The text of a cell.
    public static String read(String cell) {
        return GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
