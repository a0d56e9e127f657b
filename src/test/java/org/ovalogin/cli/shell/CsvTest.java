package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.cli.cmdlets.CsvFormat;
import org.ovalogin.cli.terminal.Prompt;

/// CSV files as Excel and PowerShell write and want them.
class CsvTest {
    private final ShellDesk desk = new ShellDesk();

    @TempDir private Path folder;
    private Path file;

    @org.junit.jupiter.api.BeforeEach
    void choose() {
        file = folder.resolve("users.csv");
    }

    @AfterEach
    void leave() {
        desk.close();
    }

    private int imported(String options) {
        return desk.run(
                "Import-Csv '%s' %s | Enable-UMMailbox | Out-Null".formatted(file, options));
    }

    private void assertLeaIsEnabled() {
        assertThat(desk.err()).isEmpty();
        assertThat(desk.server.changes())
                .containsExactly(
                        "POST mailboxes {\"displayName\":\"L\u00e9a\",\"identity\":\"lea@x.org\",\"extensions\":[\"51240\",\"51241\"]}");
    }

    @Nested
    class Reading {
        private static final String COMMAS =
                "Identity,Extensions,Name\r\nlea@x.org,\"51240,51241\",L\u00e9a\r\n";
        private static final String SEMICOLONS =
                "Identity;Extensions;Name\nlea@x.org;51240,51241;L\u00e9a\n";

        @ParameterizedTest
        @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
        void marksTellTheEncoding(String charset) throws IOException {
            Files.write(file, ("\uFEFF" + COMMAS).getBytes(Charset.forName(charset)));
            imported("");
            assertLeaIsEnabled();
        }

        @ParameterizedTest
        @CsvSource({
            "WINDOWS-1252, ansi",
            "WINDOWS-1252, 1252",
            "ISO-8859-1, latin1",
            "IBM850, oem",
            "UTF-16LE, unicode",
            "UTF-16BE, BigEndianUnicode",
            "UTF-8, UTF8NoBOM",
            "ISO-8859-15, ISO-8859-15"
        })
        void anotherEncodingIsNamed(String charset, String name) throws IOException {
            Files.write(file, COMMAS.getBytes(Charset.forName(charset)));
            imported("-Encoding " + name);
            assertLeaIsEnabled();
        }

        @ParameterizedTest
        @ValueSource(strings = {"WINDOWS-1252", "UTF-16LE", "IBM437"})
        void anEncodingThatIsNotNamedIsRefused(String charset) throws IOException {
            Files.write(file, COMMAS.getBytes(Charset.forName(charset)));
            assertThat(imported("")).isEqualTo(1);
            assertThat(desk.err()).contains("is not UTF-8: line ", "iconv -f ");
            assertThat(desk.server.asked()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "#TYPE System.Management.Automation.PSCustomObject\r\n",
                    "sep=,\r\n",
                    "#TYPE X\nsep=,\n"
                })
        void whatStandsBeforeTheHeaderIsSkipped(String head) throws IOException {
            Files.writeString(file, head + COMMAS);
            imported("");
            assertLeaIsEnabled();
        }

        @Test
        void theFileNamesItsDelimiter() throws IOException {
            Files.writeString(file, "\uFEFFsep=;\r\n" + SEMICOLONS);
            imported("");
            assertLeaIsEnabled();
        }

        @Test
        void unnamedColumnsBehindTheOthersAreEmptyOnes() throws IOException {
            Files.writeString(
                    file, "Identity,Extensions,Name,,\nlea@x.org,51240;51241,L\u00e9a,,\n,,,,\n");
            imported("");
            assertLeaIsEnabled();
            Files.writeString(file, "Identity,Extensions,,\nann@x.org,51250,,lost\n");
            assertThat(imported("")).isEqualTo(1);
            assertThat(desk.err()).contains("has more cells in line 2 than columns");
        }

        @ParameterizedTest
        @ValueSource(strings = {"51240;51241", "{51240, 51241}", "51240, 51241", "{51240;51241}"})
        void aCellMayHoldSeveralValues(String cell) throws IOException {
            Files.writeString(
                    file,
                    "Identity|Extensions|Name\nlea@x.org\u00a0|%s|\u00a0L\u00e9a \n"
                            .formatted(cell));
            imported("-Delimiter '|'");
            assertThat(desk.server.changes().getFirst()).contains("[\"51240\",\"51241\"]");
        }

        @ParameterizedTest
        @CsvSource({";, ;", "'\t', `t", "|, |"})
        void aHeaderThatWantsAnotherDelimiterIsRefused(String delimiter, String typed)
                throws IOException {
            Files.writeString(file, SEMICOLONS.replace(";", delimiter));
            assertThat(imported("")).isEqualTo(1);
            assertThat(desk.err()).contains("has one column only", "-Delimiter '" + typed + "'");
            assertThat(imported("-Delimiter '" + typed + "'")).isZero();
        }

        @Test
        void theDelimiterOfTheCulture() {
            assertThat(CsvFormat.ofCulture(Locale.GERMANY)).isEqualTo(';');
            assertThat(CsvFormat.ofCulture(Locale.FRANCE)).isEqualTo(';');
            assertThat(CsvFormat.ofCulture(Locale.US)).isEqualTo(',');
            assertThat(CsvFormat.ofCulture(Locale.ROOT)).isEqualTo(',');
            assertThat(desk.run("Import-Csv x.csv -UseCulture -Delimiter ;")).isEqualTo(2);
        }
    }

    @Nested
    class Writing {
        private String written() throws IOException {
            return Files.readString(file);
        }

        private int export(String line) {
            return desk.run(line + " | Export-Csv '" + file + "'");
        }

        @Test
        void columnsHaveTheNamesThatWereAskedFor() throws IOException {
            export("Get-UMMailbox 51234 | Select-Object Name,PrimarySmtpAddress,extensions");
            assertThat(written())
                    .isEqualTo(
                            "Name,PrimarySmtpAddress,Extensions\r\nTony Smith,tonysmith@contoso.com,51234\r\n");
        }

        @ParameterizedTest
        @CsvSource({
            "utf8, 4E61, UTF-8",
            "utf8BOM, EFBBBF, UTF-8",
            "unicode, FFFE, UTF-16LE",
            "bigendianunicode, FEFF, UTF-16BE",
            "ansi, 4E61, WINDOWS-1252"
        })
        void onlyWhatNeedsAMarkHasOne(String name, String begin, String charset)
                throws IOException {
            desk.run(
                    "Get-UMMailbox 51234 | select Name | Export-Csv %s -Encoding %s"
                            .formatted(file, name));
            var bytes = Files.readAllBytes(file);
            assertThat(java.util.HexFormat.of().withUpperCase().formatHex(bytes)).startsWith(begin);
            assertThat(new String(bytes, Charset.forName(charset))).contains("Tony Smith");
        }

        @Test
        void whatAnEncodingLacksIsNeverAQuestionMark() throws IOException {
            Files.writeString(file, "good");
            assertThat(
                            desk.run(
                                    "Get-UMMailbox lea | Export-Csv %s -Encoding ascii"
                                            .formatted(file)))
                    .isEqualTo(1);
            assertThat(written()).isEqualTo("good");
            assertThat(desk.err()).contains("a character is not in US-ASCII");
            assertThat(desk.run("Get-UMMailbox | Export-Csv %s -Encoding nonsense".formatted(file)))
                    .isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Get-UMMailbox nobody",
                    "Get-UMMailbox | Select-Object -ExpandProperty Nonsense",
                    "Get-UMMailbox | Where-Object { $_.Nonsense -eq 1 }",
                    "Import-Csv /nowhere.csv",
                    "Import-Csv ROWS | Get-UMMailbox"
                })
        void afterAnErrorWhatWasThereStays(String line) throws IOException {
            var rows = Files.writeString(folder.resolve("rows.csv"), "Identity\n51234\nnobody\n");
            Files.writeString(file, "good");
            assertThat(export(line.replace("ROWS", rows.toString()))).isNotZero();
            assertThat(written()).isEqualTo("good");
            assertThat(desk.err()).contains("is left as it was");
            try (var all = Files.list(folder)) {
                assertThat(all).containsExactlyInAnyOrder(file, rows);
            }
        }

        @Test
        void generatedPinsAreShownWhereTheFileIsNotWritten() throws IOException {
            var rows = Files.writeString(folder.resolve("rows.csv"), "Identity\n51234\nnobody\n");
            var line = "Import-Csv %s | Set-UMMailboxPIN -SendEmail $false".formatted(rows);
            assertThat(export(line)).isEqualTo(1);
            assertThat(file).doesNotExist();
            assertThat(desk.out()).contains("804617");
        }

        @Test
        void withAnErrorToldToGoOnTheOthersAreWritten() throws IOException {
            var rows = Files.writeString(folder.resolve("rows.csv"), "Identity\nnobody\n51234\n");
            export("Import-Csv %s | Get-UMMailbox -EA Continue | select Name".formatted(rows));
            assertThat(written()).isEqualTo("Name\r\nTony Smith\r\n");
        }

        @Test
        void theFileIsTheOwnersAloneWhateverItWas() throws IOException {
            Files.writeString(file, "old");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            export("Get-UMMailbox");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }

        @Test
        void aLinkStaysOne() throws IOException {
            var link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("users.csv"));
            Files.writeString(file, "old");
            desk.run("Get-UMMailbox 51234 | select Name | Export-Csv '" + link + "'");
            assertThat(link).isSymbolicLink();
            assertThat(written()).startsWith("Name");
        }

        @Test
        void aFolderThatIsNotThereIsAnError() {
            var away = folder.resolve("away/all.csv");
            assertThat(desk.run("Get-UMMailbox | Export-Csv " + away)).isEqualTo(1);
            assertThat(desk.err()).contains(away + " can't be written");
        }

        @Test
        void rowsAreAppended() throws IOException {
            export("Get-UMMailbox 51234 | select Name,Extensions");
            desk.run(
                    "Get-UMMailbox lea | select Extensions,Name | Export-Csv '%s' -Append"
                            .formatted(file));
            assertThat(written().lines())
                    .startsWith("Name,Extensions", "Tony Smith,51234")
                    .last()
                    .asString()
                    .endsWith(",51235");
            assertThat(
                            desk.run(
                                    "Get-UMMailbox 51236 | select Extensions | Export-Csv '%s' -Append"
                                            .formatted(file)))
                    .isEqualTo(1);
            assertThat(desk.err()).contains("has a column 'Name'", "-Force");
            assertThat(written().lines()).hasSize(3);
            desk.run(
                    "Get-UMMailbox 51236 | select Extensions | Export-Csv '%s' -Append -Force"
                            .formatted(file));
            assertThat(written().lines()).hasSize(4).last().isEqualTo("\"\",51236");
        }
    }

    @Nested
    class Lines {
        @Test
        void aScriptInAnotherEncodingIsRefusedByPlace() {
            var script = "Get-UMMailbox 51234\nSet-UMMailbox 51234 -Name 'L\u00e9a'\n";
            var session =
                    new RunCommand(
                            new java.io.ByteArrayInputStream(
                                    script.getBytes(StandardCharsets.ISO_8859_1)));
            var err = new java.io.StringWriter();
            var line = new picocli.CommandLine(session).setErr(new java.io.PrintWriter(err));
            assertThat(line.execute("-")).isEqualTo(2);
            assertThat(err.toString())
                    .contains("the script is not UTF-8: line 2, byte 29 (0xE9)", "iconv -f");
        }

        @Test
        void aCharacterThatWasLostIsRefused() {
            assertThat(desk.run("Set-UMMailbox 51234 -Name 'L\uFFFDa'")).isEqualTo(2);
            assertThat(desk.server.asked()).isEmpty();
        }

        @Test
        void blockCommentsAreNothing() {
            var script =
                    """
                    <#
                    .SYNOPSIS Remove-UMDialPlan default -Confirm:$false
                    #>
                    Get-UMMailbox <# the boss #> 51234 | select <# a
                    b #> Name
                    <##> <#>#>
                    """;
            assertThat(desk.run(script)).isZero();
            assertThat(desk.server.asked()).containsExactly("GET mailboxes/51234");
            assertThat(desk.run("Get-UMMailbox 51234 <# open")).isEqualTo(2);
            assertThat(desk.err()).contains("a comment that begins with <# has no end");
        }

        @Test
        void anAnswerInAnotherEncodingIsRefused() {
            var latin =
                    new java.io.ByteArrayInputStream(
                            "p\u00e4ss\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> new Prompt(latin).secret("PIN: "))
                    .hasMessageContaining("is not UTF-8")
                    .hasMessageNotContaining("ss");
        }
    }
}
