package org.ovalogin.core.csv;

/// A CSV file that can't be read. Quotes no cell: it may be a PIN.
public final class CsvFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /// A quote is not closed, or something follows it.
        BROKEN,
        /// The detail is the column's number.
        COLUMN_TWICE,
        MORE_CELLS,
        /// The detail is the columns that would do.
        NO_EXTENSIONS,
        /// The extensions of a row are the name of a list's type.
        TYPE_NAME,
        /// The detail is the most columns.
        TOO_MANY_COLUMNS,
        /// The detail is the most rows.
        TOO_MANY_ROWS
    }

    private final Kind kind;
    private final int line;
    private final String detail;

    /// @param line counted from 1; 0: the whole file
    CsvFault(Kind kind, int line, String detail) {
        super("%s in line %d".formatted(kind, line));
        this.kind = kind;
        this.line = line;
        this.detail = detail;
    }

    public Kind kind() {
        return kind;
    }

    public int line() {
        return line;
    }

    public String detail() {
        return detail;
    }
}
