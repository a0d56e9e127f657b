package org.ovalogin.shell;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.ovalogin.shell.Parameter.Kind;

/// Files that spreadsheets read and write. A spreadsheet takes a cell that begins like a formula
/// for one, and names come from people: such a cell is written with an apostrophe before it, which
/// reading takes away again.
final class CsvCmdlets {
    private static final Pattern FORMULA =
            Pattern.compile("(?s)[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*");
    private static final Pattern GUARDED =
            Pattern.compile("(?s)'+[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*");

    private CsvCmdlets() {}

    static List<Cmdlet> all() {
        return List.of(write(), read());
    }

    private static Definition file(Definition definition) {
        return definition
                .with(
                        Parameter.of("Path", Kind.TEXT, "the file, UTF-8")
                                .first()
                                .needed()
                                .also("LiteralPath"),
                        Parameter.of(
                                "Delimiter",
                                Kind.TEXT,
                                "what is between the columns; a comma where it is left out"))
                .ignoring(Kind.TEXT, "Encoding");
    }

    private static Cmdlet write() {
        return file(new Definition(
                        "Export-Csv", "Writes objects to a file, readable by you alone."))
                .with(
                        Parameter.of("NoClobber", Kind.SWITCH, "refuses to replace a file"),
                        Parameter.of("NoTypeInformation", Kind.SWITCH, "there is none in any case")
                                .also("NTI"),
                        Parameter.of("Force", Kind.SWITCH, "makes no difference"))
                .example(
                        "Get-UMMailbox -ResultSize Unlimited | Export-Csv mailboxes.csv -NoTypeInformation",
                        "cells that a spreadsheet would take for a formula get a ' before them")
                .taking((bound, session, _) -> new Writing(bound));
    }

    private static Cmdlet read() {
        return file(new Definition(
                        "Import-Csv",
                        "Reads objects from a file; its first line names the columns."))
                .example(
                        "Import-Csv users.csv | Enable-UMMailbox -WhatIf",
                        "checks every row, does nothing")
                .example(
                        "Import-Csv users.csv -Delimiter ';' | Enable-UMMailbox",
                        "from a European spreadsheet")
                .beginning((bound, session, next) -> new Reader(bound, next));
    }

    private static CSVFormat format(Bound bound) {
        var delimiter = bound.text("Delimiter").orElse(",");
        if (delimiter.equals("`t") || delimiter.equals("\\t")) delimiter = "\t";
        if (delimiter.length() != 1 || "\"'\r\n".contains(delimiter))
            throw ShellException.usage("-Delimiter is one character, and no quote", "such as ';'");
        return CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
    }

    private static Path path(Bound bound) {
        try {
            var named = Path.of(bound.text("Path").orElse(""));
            // a script from Windows parts folders by a backslash; a file of that very name comes
            // first
            return Files.exists(named)
                    ? named
                    : Path.of(named.toString().replace('\\', File.separatorChar));
        } catch (InvalidPathException _) {
            throw ShellException.usage("-Path is no file's name", "");
        }
    }

    static String guarded(String cell) {
        return FORMULA.matcher(cell).matches() || GUARDED.matcher(cell).matches()
                ? "'" + cell
                : cell;
    }

    static String unguarded(String cell) {
        return GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    private static final class Writing implements Stage {
        private final Path path;
        private final CSVFormat format;
        private final boolean keep;
        private final List<Item> items = new ArrayList<>();

        Writing(Bound bound) {
            path = path(bound);
            format = format(bound);
            keep = bound.on("NoClobber");
        }

        @Override
        public boolean accept(Item item) {
            items.add(item);
            return true;
        }

        @Override
        public void end() {
            var columns = new LinkedHashSet<String>();
            for (var item : items) columns.addAll(item.properties().keySet());
            try (var writer = open();
                    var printer = format.print(writer)) {
                if (!columns.isEmpty())
                    printer.printRecord(columns.stream().map(CsvCmdlets::guarded));
                for (var item : items)
                    printer.printRecord(
                            columns.stream()
                                    .map(c -> guarded(Item.text(item.properties().get(c)))));
            } catch (FileAlreadyExistsException _) {
                throw ShellException.failed(path + " is there already", "-NoClobber keeps it");
            } catch (IOException e) {
                throw ShellException.failed(
                        "%s can't be written (%s)".formatted(path, e.getClass().getSimpleName()),
                        "");
            }
        }

        /// There may be PINs in it.
        private Writer open() throws IOException {
            Set<OpenOption> options =
                    new LinkedHashSet<>(
                            EnumSet.of(
                                    StandardOpenOption.WRITE,
                                    keep
                                            ? StandardOpenOption.CREATE_NEW
                                            : StandardOpenOption.CREATE));
            if (!keep) options.add(StandardOpenOption.TRUNCATE_EXISTING);
            var own = PosixFilePermissions.fromString("rw-------");
            var channel =
                    Files.newByteChannel(path, options, PosixFilePermissions.asFileAttribute(own));
            return java.nio.channels.Channels.newWriter(channel, StandardCharsets.UTF_8);
        }
    }

    private static final class Reader implements Stage {
        private final Path path;
        private final CSVFormat format;
        private final Stage next;

        Reader(Bound bound, Stage next) {
            path = path(bound);
            format = format(bound);
            this.next = next;
        }

        /// The library's messages quote the file, which may have PINs in it.
        @Override
        public void begin() {
            for (var row : rows()) if (!next.accept(row)) break;
        }

        @Override
        public boolean accept(Item item) {
            throw new IllegalStateException("begins pipelines only");
        }

        @Override
        public void end() {
            next.end();
        }

        /// The whole file, before anything is done with its first row.
        private List<Item> rows() {
            var rows = new ArrayList<Item>();
            var number = 0L;
            try (var reader = open();
                    var parser = format.parse(reader)) {
                List<String> columns = List.of();
                for (var row : parser) {
                    number = parser.getCurrentLineNumber();
                    var cells = row.stream().toList();
                    if (cells.stream().allMatch(String::isBlank)) continue;
                    if (columns.isEmpty()) columns = columns(cells);
                    else rows.add(item(columns, cells, number));
                }
                return rows;
            } catch (CharacterCodingException _) {
                throw ShellException.failed(path + " is not UTF-8", "save it as CSV UTF-8");
            } catch (IOException | UncheckedIOException | IllegalArgumentException _) {
                throw ShellException.failed(
                        number == 0
                                ? path + " can't be read"
                                : "%s can't be read after line %d".formatted(path, number),
                        Files.exists(path) ? "is every quote closed?" : "there is no such file");
            }
        }

        private BufferedReader open() throws IOException {
            var reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    Files.newInputStream(path),
                                    StandardCharsets.UTF_8.newDecoder()));
            reader.mark(1);
            if (reader.read() != '\uFEFF') reader.reset();
            return reader;
        }

        private List<String> columns(List<String> cells) {
            var names = cells.stream().map(CsvCmdlets::unguarded).map(String::strip).toList();
            if (names.stream().map(n -> n.toLowerCase(Locale.ROOT)).distinct().count()
                    != names.size())
                throw ShellException.failed(
                        path + " has two columns of the same name", "its first line names them");
            return names;
        }

        private Item item(List<String> columns, List<String> cells, long line) {
            if (cells.size() > columns.size())
                throw ShellException.failed(
                        "%s has more cells in line %d than columns".formatted(path, line),
                        "quote a cell with a delimiter in it; -Delimiter ';' names another");
            var properties = new LinkedHashMap<String, @Nullable Object>();
            for (var i = 0; i < columns.size(); i++)
                properties.put(columns.get(i), i < cells.size() ? unguarded(cells.get(i)) : "");
            return Item.of(Item.Type.ROW, properties);
        }
    }
}
