package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines against a server: what it is asked, what is shown, how it ends.
class ShellSessionTest {
    private static final String GUARDED = "'=HYPERLINK";

    private final ShellDesk desk = new ShellDesk();

    @AfterEach
    void leave() {
        desk.close();
    }

    @Nested
    class Requests {
        @ParameterizedTest
        @CsvSource(
                delimiterString = "»",
                quoteCharacter = '\u0000',
                value = {
                    "Set-UMMailboxPIN -Identity tonysmith@contoso.com -PIN 1985848 -PinExpired $true » PUT mailboxes/tonysmith%40contoso.com/pin {\"pin\":\"1985848\",\"pinExpired\":true}",
                    "Set-UMMailboxPIN tonysmith » PUT mailboxes/tonysmith/pin {}",
                    "Set-UMMailboxPIN default\\51234 -LockedOut $false » PUT mailboxes/default%5C51234/pin {\"lockedOut\":false}",
                    "Set-UMMailboxPIN 51234 -NotifyEmail a@b.c -SendEmail $true -WhatIf » PUT mailboxes/51234/pin?whatIf=true {\"notifyEmail\":\"a@b.c\",\"sendEmail\":true}",
                    "Set-UMMailbox 51234 -Language $null -Extensions 51234,51239 » PATCH mailboxes/51234 {\"language\":null,\"extensions\":[\"51234\",\"51239\"]}",
                    "Set-UMMailbox 51234 -TimeZone Europe/Paris » PATCH mailboxes/51234 {\"timeZone\":\"Europe/Paris\"}",
                    "Set-UMMailbox 51234 -TimeZone $null » PATCH mailboxes/51234 {\"timeZone\":null}",
                    "Set-UMDialPlan Paris -TimeZone $null » PATCH dialplans/Paris {\"timeZone\":null}",
                    "New-UMDialPlan Paris -TimeZone Europe/Paris » POST dialplans {\"name\":\"Paris\",\"timeZone\":\"Europe/Paris\"}",
                    "Enable-UMMailbox new@bücher.example -Extensions 51240 -TimeZone UTC » POST mailboxes {\"timeZone\":\"UTC\",\"identity\":\"new@bücher.example\",\"extensions\":[\"51240\"]}",
                    "Set-UMMailbox 51234 -Aliases $null » PATCH mailboxes/51234 {\"aliases\":[]}",
                    "Enable-UMMailbox new@contoso.com -Extensions 51240 -UMMailboxPolicy Board -Name 'New One' » POST mailboxes {\"displayName\":\"New One\",\"identity\":\"new@contoso.com\",\"extensions\":[\"51240\"],\"umMailboxPolicy\":\"Board\"}",
                    "Enable-UMMailbox new@contoso.com -Extensions 51240 -ValidateOnly » POST mailboxes?whatIf=true {\"identity\":\"new@contoso.com\",\"extensions\":[\"51240\"]}",
                    "Disable-UMMailbox tonysmith -Confirm:$false » DELETE mailboxes/id-51234",
                    "Set-UMMailboxPolicy 'default Default Policy' -PINLifetime Unlimited -WhatIf » PATCH policies/default%20Default%20Policy?whatIf=true {\"pinLifetime\":null}",
                    "New-UMMailboxPolicy Board -UMDialPlan default -Template NIST -MinPINLength 9 » POST policies {\"name\":\"Board\",\"umDialPlan\":\"default\",\"template\":\"nist\",\"minPinLength\":9}",
                    "Remove-UMMailboxPolicy Board -Confirm:$false » DELETE policies/id-1",
                    "New-UMDialPlan Paris -NumberOfDigitsInExtension 4 -AccessTelephoneNumbers 5000,5001 » POST dialplans {\"name\":\"Paris\",\"numberOfDigitsInExtension\":4,\"accessTelephoneNumbers\":[\"5000\",\"5001\"]}",
                    "Set-UMDialPlan Paris -MaxCallDuration 00:45:00 -OperatorExtension $null » PATCH dialplans/Paris {\"operatorExtension\":null,\"maxCallDuration\":45}",
                    "Remove-UMDialPlan Paris -Confirm:$false » DELETE dialplans/Board",
                })
        void changesAreAskedForAsTheApiHasThem(String line, String request) {
            assertThat(desk.run(line)).as(desk.err()).isZero();
            assertThat(desk.server.changes()).containsExactly(request);
        }

        @ParameterizedTest
        @CsvSource(
                delimiterString = "»",
                quoteCharacter = '\u0000',
                value = {
                    "Get-UMMailbox -Anr smith -UMDialPlan default -State Mail-Failed -ResultSize 2 » GET mailboxes?search=smith&dialPlan=default&state=mail-failed&limit=2",
                    "Get-UMMailboxPIN lea@contoso.com » GET mailboxes/lea%40contoso.com/pin",
                    "Get-UMMailboxPolicy -UMDialPlan default » GET policies?dialPlan=default",
                    "Get-UMDialPlan » GET dialplans",
                    "Search-UMEvent tonysmith -Name SignIn -Result WrongPin -Since 2026-11-01T08:00:00Z » GET events?mailbox=tonysmith&name=SignIn&result=WrongPin&since=2026-11-01T08%3A00%3A00Z&limit=100",
                })
        void questionsAreAskedAsTheApiHasThem(String line, String request) {
            assertThat(desk.run(line)).as(desk.err()).isZero();
            assertThat(desk.server.asked()).containsExactly(request);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"Disable-UMMailbox ''", "Disable-UMMailbox .", "Set-UMMailboxPIN .."})
        void aNameThatNamesNothingGetsNoFurther(String line) {
            assertThat(desk.run(line)).isEqualTo(2);
            assertThat(desk.server.asked()).isEmpty();
        }

        @Test
        void pagesAreTurned() {
            assertThat(desk.run("Get-UMMailbox -ResultSize Unlimited | Measure-Object")).isZero();
            assertThat(desk.out()).contains("Count : 3");
            assertThat(desk.server.asked()).hasSize(2);
        }

        @Test
        void itIsSaidThatThereAreMore() {
            assertThat(desk.run("Get-UMMailbox -ResultSize 2")).isZero();
            assertThat(desk.err()).contains("there are more than these 2");
        }
    }

    @Nested
    class Output {
        @Test
        void oneIsAListAndSeveralAreATable() {
            desk.run("Get-UMMailboxPIN tonysmith");
            assertThat(desk.out())
                    .contains("UserID           : tonysmith@contoso.com\n")
                    .contains("PinExpired       : True\n")
                    .contains("LastChanged      : 2026-11-01T08:00:00Z\n");
            desk.run("Get-UMMailbox");
            assertThat(desk.out()).contains("Identity ").contains("tonysmith@contoso.com ");
        }

        @Test
        void columnsOfTimesNameTheirZone() {
            desk.run("Get-UMMailbox | Format-Table DisplayName,LastChanged");
            assertThat(desk.out()).contains("DisplayName ").contains(" LastChanged (UTC)\n");
            desk.run("Get-UMMailbox | Select-Object LastChanged | ConvertTo-Csv");
            assertThat(desk.out()).doesNotContain("LastChanged (UTC),").contains("08:00:00Z");
        }

        @Test
        void namesSteerNoTerminal() {
            desk.run("Get-UMMailbox");
            assertThat(desk.out()).doesNotContain("\u001b").contains("Léa \\u001B[31mRouge");
        }

        @Test
        void jsonHasExchangesNames() {
            desk.run("Get-UMMailboxPIN tonysmith | ConvertTo-Json -Compress");
            assertThat(desk.out())
                    .startsWith("{\"UserID\":\"tonysmith@contoso.com\",\"PinExpired\":true,")
                    .contains("\"LockReason\":null");
        }

        @Test
        void propertiesAreChosen() {
            desk.run(
                    "Get-UMMailbox | Sort-Object DisplayName -Descending | Select-Object -First 1 DisplayName,*Locked* | fl");
            assertThat(desk.out().lines().filter(l -> !l.isBlank()))
                    .containsExactly(
                            "DisplayName      : Tony Smith",
                            "LockedOut        : False",
                            "OutsideLockedOut : False",
                            "TrustedLockedOut : False",
                            "LockedSince      :",
                            "LockedUntil      :");
            desk.run("Get-UMMailbox | Select-Object -ExpandProperty Extensions -Last 2");
            assertThat(desk.out()).endsWith("51235\n51236\n");
        }

        @Test
        void namesOfOldLinesAreKnown() {
            desk.run("Get-UMMailbox | Select-Object -First 1 Name,PrimarySmtpAddress | fl");
            assertThat(desk.out()).contains("Name               :", "PrimarySmtpAddress :");
        }

        @Test
        void aGeneratedPinIsInTheTableToo() {
            desk.run("Get-UMMailbox | Set-UMMailboxPIN -SendEmail $false");
            assertThat(desk.out()).contains("GeneratedPIN").contains("804617");
        }

        @Test
        void aMisspeltPropertyIsAnErrorAndNotEverything() {
            assertThat(
                            desk.run(
                                    "Get-UMMailbox | Where-Object { $_.LockdOut -ne $true } | Disable-UMMailbox -Confirm:$false"))
                    .isEqualTo(2);
            assertThat(desk.err()).contains("no property 'LockdOut'").contains("LockedOut");
            assertThat(desk.server.changes()).isEmpty();
        }

        @Test
        void followedEventsComeOneByOne() {
            assertThat(desk.run("Search-UMEvent -Follow | Select-Object Name -First 2")).isZero();
            assertThat(desk.out()).isEqualTo("SignIn\nLocked\n");
        }
    }

    @Nested
    class Pipelines {
        @Test
        void onlyWhatTheConditionHoldsForIsChanged() {
            desk.run("Set-UMMailboxPIN 51235 -LockedOut $true | Out-Null");
            desk.run(
                    "Get-UMMailbox | Where-Object { $_.LockedOut -eq $true -and $_.Extensions -contains '51235' } | Set-UMMailboxPIN -LockedOut $false");
            assertThat(desk.server.changes())
                    .containsExactly(
                            "PUT mailboxes/51235/pin {\"lockedOut\":true}",
                            "PUT mailboxes/id-51235/pin {\"lockedOut\":false}");
        }

        @Test
        void oneThatFailsLeavesTheOthers(@TempDir Path folder) throws IOException {
            var users = folder.resolve("users.csv");
            Files.writeString(
                    users,
                    """
                    \uFEFFIdentity;Extensions;DisplayName;Pin;Office
                    a@contoso.com;51250,51251;Ann;246813579;Paris

                    b@contoso.com;51234;Bob;;
                    c@contoso.com;51252;'=Carl;;
                    """
                            .replace("\n", "\r\n"));
            var code =
                    desk.run(
                            "Import-Csv '%s' -Delimiter ';' | Enable-UMMailbox -UMMailboxPolicy Board"
                                    .formatted(users));
            assertThat(code).isEqualTo(1);
            assertThat(desk.server.changes())
                    .containsExactly(
                            "POST mailboxes {\"displayName\":\"Ann\",\"identity\":\"a@contoso.com\",\"extensions\":[\"51250\",\"51251\"],\"umMailboxPolicy\":\"Board\",\"pin\":\"246813579\"}",
                            "POST mailboxes {\"displayName\":\"Bob\",\"identity\":\"b@contoso.com\",\"extensions\":[\"51234\"],\"umMailboxPolicy\":\"Board\"}",
                            "POST mailboxes {\"displayName\":\"=Carl\",\"identity\":\"c@contoso.com\",\"extensions\":[\"51252\"],\"umMailboxPolicy\":\"Board\"}");
            assertThat(desk.err())
                    .contains("column 'Office' is no parameter of Enable-UMMailbox")
                    .contains(
                            "Enable-UMMailbox : row 2 (b@contoso.com): the mailbox can't be enabled\n  extensions: another mailbox has it; found 51234\n")
                    .doesNotContain("246813579");
            assertThat(desk.out()).contains("a@contoso.com", "c@contoso.com");
        }

        @Test
        void withStopTheFirstErrorIsTheLast(@TempDir Path folder) throws IOException {
            var users = folder.resolve("users.csv");
            Files.writeString(
                    users, "Identity,Extension\nb@contoso.com,51234\nc@contoso.com,51252\n");
            assertThat(desk.run("Import-Csv '" + users + "' | Enable-UMMailbox -ErrorAction Stop"))
                    .isEqualTo(1);
            assertThat(desk.server.changes()).hasSize(1);
        }

        @Test
        void exportedFilesAreNoFormulasAndComeBackAsTheyWere(@TempDir Path folder)
                throws IOException {
            var file = folder.resolve("all.csv");
            desk.run("Get-UMMailbox | Export-Csv '" + file + "' -NoTypeInformation");
            assertThat(Files.readString(file)).contains(GUARDED).doesNotContain(",=", ",\"=");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            desk.run("Import-Csv '" + file + "' | Select-Object -ExpandProperty DisplayName");
            assertThat(desk.out()).contains("\n=HYPERLINK(\"http://x\")\n");
            assertThat(desk.run("Get-UMMailbox | Export-Csv '" + file + "' -NoClobber"))
                    .isEqualTo(1);
        }

        @Test
        void aFileThatIsNoneIsNotQuoted(@TempDir Path folder) throws IOException {
            var file = folder.resolve("pins.csv");
            Files.writeString(file, "Identity,Pin\ntony,\"1985848\nlea,1985848\n");
            assertThat(desk.run("Import-Csv '" + file + "' | Set-UMMailboxPIN")).isEqualTo(1);
            assertThat(desk.err()).contains("can't be read").doesNotContain("1985848");
            assertThat(desk.server.asked()).isEmpty();
        }
    }

    @Nested
    class Errors {
        @ParameterizedTest
        @CsvSource(
                delimiterString = "»",
                quoteCharacter = '\u0000',
                value = {
                    "Get-UMMailbox nobody » 3 » Get-UMMailbox : there is no such mailbox",
                    "Get-UMMailbox -Bogus » 2 » Get-UMMailbox : there is no parameter -Bogus",
                    "Enable-UMMailbox x@y.z -Extensions 51234 » 1 » Enable-UMMailbox : the mailbox can't be enabled",
                    "Set-UMMailbox tonysmith » 2 » Set-UMMailbox : there is nothing to change",
                    "Get-UMMailbox; Get-Nothing » 2 » ova : there is no cmdlet 'Get-Nothing'",
                })
        void eachKindHasItsCodeAndForm(String line, int code, String told) {
            assertThat(desk.run(line)).isEqualTo(code);
            assertThat(desk.err()).startsWith(told);
        }

        @Test
        void aWrongLineIsKnownBeforeAnythingIsDone() {
            desk.run("Set-UMMailboxPIN tonysmith\nSet-UMMailboxPIN lea -Bogus\n");
            assertThat(desk.server.asked()).isEmpty();
            assertThat(desk.err()).startsWith("line 2: Set-UMMailboxPIN : ");
        }

        @Test
        void aScriptStopsAtItsFirstError() {
            assertThat(desk.run("Get-UMMailbox nobody\nSet-UMMailboxPIN tonysmith\n")).isEqualTo(3);
            assertThat(desk.err()).startsWith("line 1: Get-UMMailbox : ");
            assertThat(desk.server.changes()).isEmpty();
        }

        @Test
        void noPinIsTold() {
            assertThat(desk.run("Set-UMMailboxPIN tonysmith -Pin 123456")).isEqualTo(1);
            assertThat(desk.err()).isEqualTo("Set-UMMailboxPIN : **** is too easy to guess\n");
        }

        @Test
        void noPinOfAFileIsTold(@TempDir Path folder) throws IOException {
            var file = folder.resolve("pins.csv");
            Files.writeString(file, "Identity,Pin\ntonysmith,123456\n");
            assertThat(desk.run("Import-Csv '" + file + "' | Set-UMMailboxPIN")).isEqualTo(1);
            assertThat(desk.err())
                    .isEqualTo("Set-UMMailboxPIN : row 1 (tonysmith): **** is too easy to guess\n");
        }

        @Test
        void whatIsIgnoredIsSaid() {
            assertThat(desk.run("Get-UMMailbox tonysmith -DomainController dc1 -Verbose")).isZero();
            assertThat(desk.err())
                    .contains("-DomainController has no meaning here and is ignored")
                    .contains("-Verbose has no meaning");
        }

        @Test
        void aLineWithNothingButWhatIsIgnoredChangesNothingAndIsNoError() {
            assertThat(desk.run("Set-UMMailbox tonysmith -FaxEnabled $false")).isZero();
            assertThat(desk.err()).contains("-FaxEnabled has no meaning here and is ignored");
            assertThat(desk.server.changes())
                    .allSatisfy(change -> assertThat(change).endsWith("{}"));
        }

        @Test
        void withoutAServerTheCodeSaysSo() {
            desk.server.close();
            assertThat(desk.run("Get-UMMailbox")).isEqualTo(5);
            assertThat(desk.err()).contains("no answer from http://127.0.0.1:", "hint:");
        }
    }

    @Nested
    class Questions {
        @Test
        void whatCantBeTakenBackIsAskedFor() {
            desk.answering("what?", "n", "y");
            assertThat(desk.run("Disable-UMMailbox tonysmith")).isZero();
            assertThat(desk.server.changes()).isEmpty();
            assertThat(desk.run("Disable-UMMailbox tonysmith")).isZero();
            assertThat(desk.server.changes()).containsExactly("DELETE mailboxes/id-51234");
        }

        @Test
        void allCanBeAnsweredAtOnce() {
            desk.answering("a");
            assertThat(desk.run("Get-UMMailbox | Disable-UMMailbox")).isZero();
            assertThat(desk.server.changes()).hasSize(3);
        }

        @Test
        void withoutAnybodyToAskNothingIsDone() {
            assertThat(desk.run("Disable-UMMailbox tonysmith")).isEqualTo(2);
            assertThat(desk.err()).contains("-Confirm:$false");
            assertThat(desk.server.changes()).isEmpty();
        }

        @Test
        void whatIfNeedsNoAnswerAndDoesNothing() {
            assertThat(desk.run("Get-UMMailbox | Disable-UMMailbox -WhatIf")).isZero();
            assertThat(desk.out())
                    .contains("What if: disabling the mailbox of lea@contoso.com with its PIN");
            assertThat(desk.server.changes()).isEmpty();
        }

        @Test
        void aPinIsAskedForTwice() {
            desk.answering("246813", "246813");
            assertThat(desk.run("Set-UMMailboxPIN tonysmith -PIN")).isZero();
            assertThat(desk.server.changes())
                    .containsExactly("PUT mailboxes/tonysmith/pin {\"pin\":\"246813\"}");
            desk.answering("246813", "246814");
            assertThat(desk.run("Set-UMMailboxPIN tonysmith -PIN")).isEqualTo(2);
            assertThat(desk.err()).doesNotContain("2468");
            assertThat(desk.server.changes()).hasSize(1);
        }

        @Test
        void aPinComesFromStandardInputOnce() {
            desk.reading("246813");
            assertThat(desk.run("Get-UMMailbox | Set-UMMailboxPIN -PIN")).isZero();
            assertThat(desk.server.changes()).hasSize(3).allMatch(c -> c.contains("246813"));
        }
    }
}
