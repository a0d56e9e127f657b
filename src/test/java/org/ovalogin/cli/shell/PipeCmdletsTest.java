package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Selecting, sorting, grouping and measuring the objects of a pipeline.
class PipeCmdletsTest {
    private final ShellDesk desk = new ShellDesk();

    @TempDir private Path folder;

    @AfterEach
    void leave() {
        desk.close();
    }

    private String rows() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("rows.csv"),
                        """
                        Name,Plan,Calls,Mail
                        Tony,Paris,10,tony@x.org
                        Lea,Lyon,9,
                        Ada,paris,2.5,ada@x.org
                        Bob,Nice,,bob@x.org
                        """);
        return "Import-Csv '" + file + "' | ";
    }

    /// Each as JSON on one line, without quotes.
    @ParameterizedTest
    @CsvSource(
            delimiterString = "»",
            quoteCharacter = '\u0000',
            value = {
                "Select-Object @{n='Ext';e={$_.Calls}} -First 1 » {Ext:10}",
                "select Name,@{Name='Who'; Expression={ $_.Mail }} -Last 1 » {Name:Bob,Who:bob@x.org}",
                "select @{Label='L';Expression={$_.Plan}},Na* -First 1 » {L:Paris,Name:Tony}",
                "select @{n='Text';e={\"$($_.Name)-$($_.Plan)\"}} -First 1 » {Text:Tony-Paris}",
                "select @{n='Many';e={$_.Plan -eq 'paris'}} -First 1 » {Many:true}",
                "select @{e='Name'} -First 1 » {Name:Tony}",
                "select @{ n = 'A B' ; e = { $_.'Name' } } -Skip 1 -First 1 » {A B:Lea}",
                "select Plan -Unique » [{Plan:Paris},{Plan:Lyon},{Plan:paris},{Plan:Nice}]",
                "select -ExpandProperty Plan -Unique -First 2 » [Paris,Lyon]",
                "sort Plan,Name -Descending | select Name » [{Name:Tony},{Name:Ada},{Name:Bob},{Name:Lea}]",
                "sort Plan -Unique | select Name » [{Name:Lea},{Name:Bob},{Name:Tony}]",
                "Sort-Object { $_.Name } | select Name -First 1 » {Name:Ada}",
                "Group-Object Plan -NoElement » [{Count:1,Name:Lyon},{Count:1,Name:Nice},{Count:2,Name:Paris}]",
                "group Plan | ? Count -gt 1 | select -ExpandProperty Group | select Name » [{Name:Tony},{Name:Ada}]",
                "group Plan | ? Name -eq Paris | % { $_.Group } | select Name » [{Name:Tony},{Name:Ada}]",
                "group { $_.Mail -like '*@*' },Plan -NoElement | select Name -First 1 » {Name:False, Lyon}",
                "Measure-Object » {Count:4}",
                "Measure-Object Calls -Sum -Average -Minimum -Maximum » {Count:3,Average:7.166666666666667,Sum:21.5,Maximum:10,Minimum:2.5,Property:Calls}",
                "measure -Property Name,Mail » [{Count:4,Property:Name},{Count:3,Property:Mail}]",
                "measure Name -Max -Min » {Count:4,Maximum:Tony,Minimum:Ada,Property:Name}",
                "select -Expand Calls | measure -Sum » {Count:3,Sum:21.5,Property:Value}",
                "? Plan -in Lyon,Nice | select Name » [{Name:Lea},{Name:Bob}]",
                "? Plan -notin 'Lyon','paris' | select Name » {Name:Bob}",
                "? { $_.Plan -in 'Lyon','Nice' } | select Name » [{Name:Lea},{Name:Bob}]",
                "? { $_.Plan -notin @('Lyon', 'paris') } | select Name » {Name:Bob}",
                "? { 'Lyon','Nice' -contains $_.Plan } | select Name » [{Name:Lea},{Name:Bob}]",
                "? { @('Lyon') -notcontains $_.Plan -and $_.Mail } | measure » {Count:3}",
                "? { $_.Plan -in 'Lyon' } | select Name » {Name:Lea}",
                "? { $_.Name -eq \"$($_.Name)\" } | measure » {Count:4}",
            })
    void giveWhatPowerShellWouldGive(String line, String json) throws IOException {
        assertThat(desk.run(rows() + line + " | ConvertTo-Json -Compress")).as(desk.err()).isZero();
        assertThat(desk.out().strip().replace("\"", "")).isEqualTo(json);
    }

    @Test
    void aCalculatedPropertyIsShownInTablesListsAndFiles() throws IOException {
        desk.run("Get-UMMailbox | ft @{n='Ext';e={$_.Extensions}},Name");
        assertThat(desk.out()).contains("Ext   DisplayName\n").contains("51234 Tony Smith\n");
        desk.run("Get-UMMailbox 51234 | fl Name,@{n='Ext';e={$_.Extensions -join '/'}}");
        assertThat(desk.out()).contains("DisplayName : Tony Smith\n", "Ext         : 51234\n");
        var file = folder.resolve("out.csv");
        desk.run(
                "Get-UMMailbox 51234 | select Name,@{n='E';e={$_.Extensions}} | Export-Csv '"
                        + file
                        + "'");
        assertThat(file).content().isEqualToNormalizingNewlines("Name,E\nTony Smith,51234\n");
    }

    @Test
    void aSelectedMailboxIsStillOne() {
        assertThat(
                        desk.run(
                                "Get-UMMailbox lea | select @{n='E';e={$_.Extensions}} | Set-UMMailboxPIN"))
                .isZero();
        assertThat(desk.server.changes()).containsExactly("PUT mailboxes/id-51235/pin {}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "»",
            quoteCharacter = '\u0000',
            value = {
                "select @{n='x'} » Name= and Expression=",
                "select @{e={$_.A -eq 1}} » Name= is missing",
                "select @{n='x';n='y';e={$_.A}} » once each",
                "select @{n='x';e={Get-UMMailbox $_.A}} » no condition",
                "select @{n='x';width=5;e={$_.A}} » Name= and Expression=",
                "select @{n='x';e={$_.A} » but with Name=",
                "select -First many » whole number",
                "Group-Object » -Property is missing",
                "? { $_.A -in $_.B,'c' } » texts only",
                "? { $_.A -in ('c' } » closing parenthesis",
            })
    void refuseMistakesBeforeAnythingIsDone(String line, String told) {
        assertThat(desk.run("Get-UMMailbox | " + line)).isEqualTo(2);
        assertThat(desk.err()).contains(told);
        assertThat(desk.server.asked()).isEmpty();
    }

    @Test
    void aSumOfTextsIsRefused() throws IOException {
        assertThat(desk.run(rows() + "Measure-Object Name -Sum")).isEqualTo(2);
        assertThat(desk.err()).contains("Measure-Object : Name is no number: 'Tony'");
    }

    @Nested
    class PropertiesOfExchange {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Get-UMMailbox | select Identity,PhoneNumber",
                    "Get-UMMailbox | ft Identity,phonenumber",
                    "Get-UMMailbox | fl PhoneNumber",
                    "Get-UMMailbox | select -ExpandProperty PhoneNumber",
                    "Get-UMMailbox | select @{n='x';e={$_.PhoneNumber}}",
                    "Get-UMMailbox | sort PhoneNumber",
                    "Get-UMMailbox | group PhoneNumber",
                    "Get-UMMailbox | measure PhoneNumber",
                    "Get-UMMailbox | ? PhoneNumber -eq 5",
                    "Get-UMMailbox | ? { $_.PhoneNumber -and $_.Identity }",
                    "Get-UMMailbox -Filter { PhoneNumber -eq 5 }",
                    "Get-UMMailbox | % PhoneNumber",
                    "Get-UMMailbox | % { \"x$($_.PhoneNumber)\" }",
                    "Get-UMMailbox | % { Get-UMMailbox 51234 | ? PhoneNumber -ne 1 }",
                    "Get-UMMailbox | % { Write-Host $_.PhoneNumber }",
                })
        void areBlankWithOneWarning(String line) {
            assertThat(desk.run(line)).isZero();
            assertThat(desk.err())
                    .isEqualToIgnoringNewLines(
                            "WARNING: the property PhoneNumber of Exchange is not known here and stays blank");
        }

        @Test
        void areWarnedOfOnceARun() {
            desk.run(
                    "Get-UMMailbox | select PhoneNumber,SamAccountName\nGet-UMMailbox | fl PhoneNumber");
            assertThat(desk.err().lines()).hasSize(2);
            desk.run("Get-UMMailbox | select PhoneNumber");
            assertThat(desk.err().lines()).hasSize(3);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "DisplayName",
                    "PrimarySmtpAddress",
                    "EmailAddresses",
                    "Extensions",
                    "UMMailboxPolicy",
                    "UMEnabled",
                    "PhoneNumber",
                    "OperatorNumber",
                    "AutomaticSpeechRecognitionEnabled",
                    "PinlessAccessToVoiceMailEnabled",
                    "SamAccountName",
                    "Identity"
                })
        void ofAnExportAreAllKnown(String name) {
            assertThat(desk.run("Get-UMMailbox | select " + name)).as(desk.err()).isZero();
            assertThat(
                            desk.run(
                                    "Get-UMMailboxPIN | select UserID,PinExpired,FirstTimeUser,LockedOut"))
                    .isZero();
        }

        @Test
        void everyMailboxIsEnabled() {
            desk.run(
                    "Get-UMMailbox | ? { $_.UMEnabled -eq $true } | measure | select -Expand Count");
            assertThat(desk.out().strip()).isEqualTo("3");
            assertThat(desk.err()).isEmpty();
        }

        @Test
        void areNoneOfAFile() throws IOException {
            assertThat(desk.run(rows() + "% { $_.PhoneNumber }")).isEqualTo(1);
            assertThat(desk.err()).contains("row 1 (Tony): this row has no property 'PhoneNumber'");
            assertThat(desk.err()).doesNotContain("WARNING");
        }

        @Test
        void misspeltStayErrors() {
            assertThat(desk.run("Get-UMMailbox | ? { $_.DisplayNam -ne 'x' }")).isEqualTo(2);
            assertThat(desk.err())
                    .contains("has no property 'DisplayNam'", "did you mean DisplayName?");
        }
    }
}
