package org.ovalogin.web.moving;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.csv.CsvFault;
import org.ovalogin.core.csv.CsvPreset;
import org.ovalogin.core.csv.CsvReader;
import org.ovalogin.core.csv.CsvRows;
import org.ovalogin.core.csv.FoundBoxes;
import org.ovalogin.core.input.TypedText;
import org.ovalogin.web.frame.Upload;

/// A CSV file that an administrator has sent. May contain PINs, so it has no other text than its
/// name.
final class UploadedFile {
    /// In bytes: 10,000 rows of a usual length.
    static final int LARGEST = 1024 * 1024;

    /// Mailboxes that an import makes live at once.
    static final int MOST_ROWS = 10_000;

    private static final int LONGEST_NAME = 80;
    private static final Charset ANSI = Charset.forName("windows-1252");

    private final String name;
    private final String text;

    private UploadedFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /// @throws TypedText.Unreadable if the bytes are no text of the encoding
    static UploadedFile of(Upload upload) {
        var charset = upload.text("encoding").equals("ansi") ? ANSI : StandardCharsets.UTF_8;
        return new UploadedFile(
                name(upload.fileName("file")), TypedText.of(upload.file("file"), charset));
    }

    /// Without folders, and characters that steer a terminal, break a line or turn its direction.
    private static String name(String told) {
        var last = told.replaceAll(".*[/\\\\]", "").replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "\uFFFD");
        return last.substring(0, Math.min(last.length(), LONGEST_NAME));
    }

    String name() {
        return name;
    }

    /// @param context of rows that name none
    /// @throws CsvFault if it is no CSV file, or too long
    FoundBoxes boxes(String context) {
        var source = new CsvRows.Source(name, StandardCharsets.UTF_8, Optional.empty(), MOST_ROWS);
        var rows = CsvRows.of(text.getBytes(StandardCharsets.UTF_8), source);
        return new CsvReader(CsvPreset.ANY, rows, context, Set.of()).read();
    }

    /// For sealing; [#read] reads it.
    String lines() {
        return name + "\n" + text;
    }

    static UploadedFile read(String lines) {
        var parts = lines.split("\n", 2);
        return new UploadedFile(parts[0], parts[1]);
    }

    @Override
    public String toString() {
        return "file '%s'".formatted(name);
    }
}
