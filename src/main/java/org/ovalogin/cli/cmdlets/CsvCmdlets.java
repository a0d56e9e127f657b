package org.ovalogin.cli.cmdlets;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.terminal.ShellException;

/// Files of spreadsheets.
public final class CsvCmdlets {
    private CsvCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(write(), read());
    }

    private static Definition file(Definition definition) {
        return definition.with(
                Parameter.of("Path", Kind.TEXT, "the file").first().needed().also("LiteralPath"),
                Parameter.of(
                        "Delimiter",
                        Kind.TEXT,
                        "what is between the columns; a comma where it is left out"),
                Parameter.of("UseCulture", Kind.SWITCH, "the delimiter that your language uses"),
                Parameter.of(
                        "Encoding", Kind.TEXT, Encoding.NAMES + "; utf8 where it is left out"));
    }

    private static Cmdlet write() {
        return file(new Definition(
                        "Export-Csv",
                        "Writes objects to a file, readable by you alone, whole or not at all."))
                .with(
                        Parameter.of("NoClobber", Kind.SWITCH, "refuses to replace a file"),
                        Parameter.of("Append", Kind.SWITCH, "adds to the rows that are there"),
                        Parameter.of("NoTypeInformation", Kind.SWITCH, "there is none in any case")
                                .also("NTI"),
                        Parameter.of(
                                "Force",
                                Kind.SWITCH,
                                "appends objects that lack columns of the file, too"))
                .example(
                        "Get-UMMailbox -ResultSize Unlimited | Export-Csv mailboxes.csv -NoTypeInformation",
                        "cells that a spreadsheet would take for a formula get a ' before them")
                .example(
                        "Get-UMMailbox | Select-Object Name,Extensions | Export-Csv names.csv -Encoding utf8BOM -UseCulture",
                        "for Excel")
                .taking((bound, session, _) -> new CsvExport(path(bound), bound, session));
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

    static CsvFile read(Path path, Bound bound) {
        return CsvFile.read(
                path,
                encoding(bound),
                CsvFormat.delimiter(bound),
                bound.has("Delimiter") || bound.on("UseCulture"));
    }

    static Encoding encoding(Bound bound) {
        return bound.text("Encoding").map(Encoding::of).orElse(Encoding.UTF_8);
    }

    private static Path path(Bound bound) {
        try {
            var named = Path.of(bound.text("Path").orElse(""));
            // scripts from Windows separate folders by a backslash; a file of exactly that name
            // wins
            return Files.exists(named)
                    ? named
                    : Path.of(named.toString().replace('\\', File.separatorChar));
        } catch (InvalidPathException _) {
            throw ShellException.usage("-Path is no file's name", "");
        }
    }

    /// Reads the whole file before its first row is processed.
    private record Reader(Bound bound, Stage next) implements Stage {
        @Override
        public void begin() {
            for (var row : CsvCmdlets.read(path(bound), bound).rows()) if (!next.accept(row)) break;
        }

        @Override
        public boolean accept(Item item) {
            throw new IllegalStateException("begins pipelines only");
        }

        @Override
        public void end() {
            next.end();
        }
    }
}
