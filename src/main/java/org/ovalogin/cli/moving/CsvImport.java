package org.ovalogin.cli.moving;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.cli.cmdlets.Encoding;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.csv.BoxField;
import org.ovalogin.core.csv.BoxOptions;
import org.ovalogin.core.csv.CsvPreset;
import org.ovalogin.core.csv.CsvReader;
import org.ovalogin.core.csv.CsvRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./ova import csv FILE`, and the CSV files of other systems.
@Command(mixinStandardHelpOptions = true)
final class CsvImport extends ImportFrom {
    private static final List<String> USER = List.of("UserID", "Identity");
    private static final List<String> LOCKED = List.of("LockedOut");

    private final CsvPreset preset;

    @Parameters(index = "0", paramLabel = "FILE", description = "The CSV file.")
    Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PINS",
            description = "The CSV file of Get-UMMailboxPIN.")
    Optional<Path> pins = Optional.empty();

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            split = ",",
            description = "Columns of fields, such as Extensions=Ext,Identity=Mail,Name=Person.")
    Map<String, String> map = new LinkedHashMap<>();

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description =
                    "The character between two cells, or tab (default: found in the first line).")
    Optional<String> delimiter = Optional.empty();

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description =
                    "Of a file without a byte order mark: " + Encoding.NAMES + " (default: utf8).")
    Optional<String> encoding = Optional.empty();

    CsvImport(CsvPreset preset) {
        this.preset = preset;
    }

    @Override
    public Integer call() {
        options.rules();
        var locked = pins.map(this::locked).orElse(Set.of());
        var reader = new CsvReader(preset.mapped(map()), rows(file), context(), locked);
        return run(new CsvSource(file).boxes(reader), file.toString());
    }

    /// A file without contexts is of one.
    private String context() {
        return options.contexts.size() == 1 ? options.contexts.getFirst() : "default";
    }

    private Map<BoxField, String> map() {
        var fields = new EnumMap<BoxField, String>(BoxField.class);
        map.forEach(
                (field, column) ->
                        fields.put(
                                BoxField.named(field)
                                        .orElseThrow(
                                                () ->
                                                        new UsageException(
                                                                "--map %s; allowed: %s"
                                                                        .formatted(
                                                                                Quote.of(field),
                                                                                BoxField.names()))),
                                column));
        return fields;
    }

    private CsvRows rows(Path path) {
        return new CsvSource(path)
                .rows(encoding.map(Encoding::of).orElse(Encoding.UTF_8), delimiter.map(this::one));
    }

    private char one(String typed) {
        if (typed.equals("tab") || typed.equals("\\t")) return '\t';
        if (typed.length() != 1 || "\"'\r\n".contains(typed))
            throw new UsageException(
                    "--delimiter %s; allowed: one character, and no quote"
                            .formatted(Quote.of(typed)));
        return typed.charAt(0);
    }

    private Set<String> locked(Path path) {
        if (!preset.equals(CsvPreset.EXCHANGE))
            throw new UsageException("only exchange takes a second file");
        var names = new HashSet<String>();
        for (var row : rows(path).rows())
            if (row.text(LOCKED).filter(BoxOptions::yes).isPresent())
                row.text(USER).ifPresent(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }
}
