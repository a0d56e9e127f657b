package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Blocks of pipelines, as Exchange's scripts have them.
class ForEachTest {
    private final ShellDesk desk = new ShellDesk();

    @TempDir private Path folder;

    @AfterEach
    void leave() {
        desk.close();
    }

    private String file(String... lines) throws IOException {
        var file = Files.write(folder.resolve("users.csv"), List.of(lines));
        return "Import-Csv '" + file + "' | ";
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "»",
            quoteCharacter = '\u0000',
            value = {
                "ForEach-Object { Enable-UMMailbox -Identity $_.Email -Extensions $_.Ext } » POST mailboxes {\"identity\":\"new@contoso.com\",\"extensions\":[\"51240\"]}",
                "% { Enable-UMMailbox $_.email -Extensions $_.EXT } » POST mailboxes {\"identity\":\"new@contoso.com\",\"extensions\":[\"51240\"]}",
                "foreach { Enable-UMMailbox -Identity:$_.Email -Extensions:$_.Ext,51241 } » POST mailboxes {\"identity\":\"new@contoso.com\",\"extensions\":[\"51240\",\"51241\"]}",
                "% { Enable-UMMailbox $PSItem.Email -Ext $_.Ext -Name \"$($_.First) $($_.'Last name')\" } » POST mailboxes {\"displayName\":\"New O'Neil\",\"identity\":\"new@contoso.com\",\"extensions\":[\"51240\"]}",
                "% { Enable-UMMailbox \"$($_.First)@x.org\" -Ext \"$( $_.Ext )\" } » POST mailboxes {\"identity\":\"New@x.org\",\"extensions\":[\"51240\"]}",
                "% { Enable-UMMailbox $($_.Email) -Ext 7$($_.Ext) } » POST mailboxes {\"identity\":\"new@contoso.com\",\"extensions\":[\"751240\"]}",
                "% { Enable-UMMailbox $_.Email -Extensions $_.Ext -Name 'costs $5, $_.Ext' } » POST mailboxes {\"displayName\":\"costs $5, $_.Ext\",\"identity\":\"new@contoso.com\",\"extensions\":[\"51240\"]}",
                "% { $_.Email | Set-UMMailboxPIN -LockedOut $true } » PUT mailboxes/new%40contoso.com/pin {\"lockedOut\":true}",
                "% Email | Set-UMMailboxPIN -LockedOut $true » PUT mailboxes/new%40contoso.com/pin {\"lockedOut\":true}",
                "% { Set-UMMailboxPIN $_.Email -Pin $_.Pin } » PUT mailboxes/new%40contoso.com/pin {\"pin\":\"804617\"}",
                "% { Set-UMMailboxPIN $_.Email -LockedOut $_.Locked } » PUT mailboxes/new%40contoso.com/pin {\"lockedOut\":true}",
                "% { \"$_\" | Out-Null; Set-UMMailbox $_.Email -Language $null } » PATCH mailboxes/new%40contoso.com {\"language\":null}",
                "? Ext -eq 51240 | % { Disable-UMMailbox 51234 -Confirm:$false } » DELETE mailboxes/id-51234",
                "% { Get-UMMailbox 51234 | % { Set-UMMailbox $_.Identity -Extensions $_.Extensions } } » PATCH mailboxes/tonysmith%40contoso.com {\"extensions\":[\"51234\"]}",
                "% { Get-UMMailbox | Where-Object Extensions -contains $_.Near | Set-UMMailboxPIN } » PUT mailboxes/id-51235/pin {}",
            })
    void valuesOfTheObjectAreGivenToCmdlets(String block, String request) throws IOException {
        var rows =
                file(
                        "Email,Ext,First,Last name,Pin,Locked,Near",
                        "new@contoso.com,51240,New,O'Neil,804617,True,51235");
        desk.run(rows + block);
        assertThat(desk.server.changes()).as(desk.err()).containsExactly(request);
    }

    @Test
    void aBlockHasSeveralPipelines() throws IOException {
        var script =
                file("Email,Ext", "a@x.org,51240", "b@x.org,51241")
                        + """
                        ForEach-Object {
                            # first the mailbox
                            Enable-UMMailbox -Identity $_.Email `
                                -Extensions $_.Ext
                            Set-UMMailboxPIN $_.Email -LockedOut $true; Set-UMMailbox $_.Email `
                                -TimeZone UTC
                        } |
                            Select-Object -ExpandProperty LockedOut
                        """;
        assertThat(desk.run(script)).as(desk.err()).isZero();
        assertThat(desk.server.changes())
                .containsExactly(
                        "POST mailboxes {\"identity\":\"a@x.org\",\"extensions\":[\"51240\"]}",
                        "PUT mailboxes/a%40x.org/pin {\"lockedOut\":true}",
                        "PATCH mailboxes/a%40x.org {\"timeZone\":\"UTC\"}",
                        "POST mailboxes {\"identity\":\"b@x.org\",\"extensions\":[\"51241\"]}",
                        "PUT mailboxes/b%40x.org/pin {\"lockedOut\":true}",
                        "PATCH mailboxes/b%40x.org {\"timeZone\":\"UTC\"}");
        assertThat(desk.out().lines()).containsExactly("False", "True", "False", "True");
    }

    @Test
    void whatABlockGivesGoesOn() {
        assertThat(
                        desk.run(
                                "Get-UMMailbox | % { \"$($_.Identity): $($_.Extensions) $($_.Language)\"; $_.LockedOut } | Select-Object -First 3"))
                .isZero();
        assertThat(desk.out().lines())
                .containsExactly(
                        "tonysmith@contoso.com: 51234 ", "False", "lea@contoso.com: 51235 ");
        assertThat(desk.run("Get-UMMailbox | % { $_ } | Format-Table Identity")).isZero();
        assertThat(desk.out()).contains("Identity\n", "board@contoso.com");
        assertThat(desk.run("Get-UMMailbox lea | % { Write-Host \"now $($_.Identity)\" }"))
                .isZero();
        assertThat(desk.out()).endsWith("now lea@contoso.com\n");
    }

    @Nested
    class Values {
        /// Each could mean something to the parser.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a;Disable-UMMailbox tonysmith -Confirm:$false",
                    "a | Set-UMMailboxPIN tonysmith",
                    "a\nSet-UMMailboxPIN tonysmith",
                    "$(Set-UMMailboxPIN tonysmith)",
                    "$($_.Email)",
                    "$_.Email",
                    "$true",
                    "$null",
                    "'; Disable-UMMailbox tonysmith -Confirm:$false; '",
                    "\" -Pin 804617 \"",
                    "-Pin",
                    "-Pin:804617",
                    "-WhatIf",
                    "{ $_.Email }",
                    "@{Name='x'}",
                    "} ; Set-UMMailboxPIN tonysmith ; {",
                    "`",
                    "# none",
                    "<# none",
                    "a, b",
                })
        void areNeverReadAsScript(String value) throws IOException {
            var rows =
                    file("Email,Name", "lea@contoso.com,\"" + value.replace("\"", "\"\"") + "\"");
            for (var given : List.of("$_.Name", "\"$($_.Name)\"", "$($_.Name)")) {
                var line = rows + "% { Set-UMMailbox $_.Email -Name " + given + " }";
                assertThat(desk.run(line)).as(desk.err()).isZero();
                assertThat(desk.server.changes().getLast())
                        .isEqualTo(
                                "PATCH mailboxes/lea%40contoso.com "
                                        + org.ovalogin.cli.client.Rest.JSON
                                                .createObjectNode()
                                                .put("displayName", value));
            }
            assertThat(desk.server.changes()).hasSize(3);
        }

        /// A truth from a file is no value of a switch before it.
        @ParameterizedTest
        @ValueSource(strings = {"True", "False", "$true", "$false", "-Confirm"})
        void neverBelongToAParameterThatWasNotMeant(String value) throws IOException {
            desk.run(file("Name", value) + "% { Set-UMMailboxPIN -WhatIf $_.Name }");
            assertThat(desk.server.changes())
                    .allMatch(
                            c ->
                                    c.startsWith(
                                            "PUT mailboxes/"
                                                    + value.replace("$", "%24")
                                                    + "/pin?whatIf=true"));
        }

        @Test
        void areNoPartOfAFilter() throws IOException {
            var rows = file("Plan", "x' -or LockedOut -eq 'False");
            for (var filter : List.of("\"UMDialPlan -eq '$($_.Plan)'\"", "$_.Plan")) {
                var line = rows + "% { Get-UMMailbox -Filter " + filter + " | Set-UMMailboxPIN }";
                assertThat(desk.run(line)).isEqualTo(2);
            }
            assertThat(desk.server.asked()).isEmpty();
            assertThat(desk.err()).contains("the value of -Filter can't have $_ in it");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Set-UMMailboxPIN $_.Email",
                    "Set-UMMailboxPIN \"$($_.Email)\"",
                    "$_.Email | Set-UMMailboxPIN",
                    "Disable-UMMailbox $_.Email -Confirm:$false",
                    "Get-UMMailbox $_.Email | Set-UMMailboxPIN",
                    "Get-UMMailbox \"$($_.Email)*\" | Set-UMMailboxPIN",
                    "Get-UMMailbox -UMDialPlan $_.Email | Set-UMMailboxPIN",
                    "Get-UMMailbox $_.Star | Set-UMMailboxPIN",
                    "Get-UMMailbox \"$($_.Star)$($_.Star)\" | % { Set-UMMailboxPIN $_.Identity }",
                    "Get-UMMailbox | Where-Object Identity -like $_.Star | Set-UMMailboxPIN",
                    "Set-UMMailboxPIN $_.Mail",
                    "Set-UMMailboxPIN $_",
                    "$_ | Set-UMMailboxPIN",
                })
        void thatAreEmptyNeverMeanAll(String pipeline) throws IOException {
            var rows = file("Email,Star,Other", "\"\",*,x");
            assertThat(desk.run(rows + "% { " + pipeline + " }")).isEqualTo(1);
            assertThat(desk.server.asked()).isEmpty();
            assertThat(desk.err()).contains("row 1");
        }

        @Test
        void ofAPinAreHidden() throws IOException {
            var rows = file("Email,Pin", "lea@contoso.com,123456", "lea@contoso.com,12a4567");
            assertThat(desk.run(rows + "% { Set-UMMailboxPIN $_.Email -Pin $_.Pin }")).isEqualTo(1);
            assertThat(desk.err()).contains("****").doesNotContain("123456", "12a4567");
            assertThat(desk.run(rows + "% { Set-UMMailboxPIN $_.Email -PinExpired $_.Pin }"))
                    .isEqualTo(1);
            assertThat(desk.err()).doesNotContain("123456", "12a4567");
        }
    }

    @Nested
    class Errors {
        private static final String ENABLE =
                "% { Enable-UMMailbox $_.Email -Extensions $_.Ext; Set-UMMailboxPIN $_.Email -LockedOut $true }";

        private String rows() throws IOException {
            return file("Email,Ext", "a@x.org,51240", "b@x.org,51234", "c@x.org,51242");
        }

        @Test
        void ofOneObjectEndItsBlockAndTheOthersGoOn() throws IOException {
            assertThat(desk.run(rows() + ENABLE + "\nGet-UMMailbox")).isEqualTo(1);
            assertThat(desk.err())
                    .contains(
                            "Enable-UMMailbox : row 2: ", "another mailbox has it", "stopped here");
            assertThat(desk.server.changes())
                    .extracting(c -> c.replaceFirst(" \\{.*", ""))
                    .containsExactly(
                            "POST mailboxes",
                            "PUT mailboxes/a%40x.org/pin",
                            "POST mailboxes",
                            "POST mailboxes",
                            "PUT mailboxes/c%40x.org/pin");
            assertThat(desk.server.asked()).noneMatch(a -> a.startsWith("GET"));
        }

        @Test
        void endTheLineWhereTheyAreToldTo() throws IOException {
            assertThat(desk.run(rows() + ENABLE.replace(";", " -EA Stop;"))).isEqualTo(1);
            assertThat(desk.err()).contains("Enable-UMMailbox : row 2: ");
            assertThat(desk.server.changes()).hasSize(3);
            assertThat(
                            desk.run(
                                    rows().replace("| ", "| ? Ext -ne 51240 | ")
                                            + ENABLE.replace("% {", "% -EA Stop {")))
                    .isEqualTo(1);
            assertThat(desk.server.changes()).hasSize(4);
        }

        @Test
        void goOnWithTheBlockWhereTheyAreToldTo() throws IOException {
            var line =
                    rows()
                            + ENABLE.replace(
                                    "; Set-UMMailboxPIN $_.Email",
                                    " -EA Continue; Set-UMMailboxPIN $_.Ext");
            assertThat(desk.run(line)).isEqualTo(1);
            assertThat(desk.server.changes()).hasSize(6);
            assertThat(desk.err()).contains("Enable-UMMailbox : row 2: the mailbox");
        }

        @Test
        void areSilentWhereTheyAreToldTo() throws IOException {
            assertThat(desk.run(rows() + ENABLE.replace("% {", "% -EA Ignore {"))).isZero();
            assertThat(desk.err()).isEmpty();
            assertThat(desk.server.changes()).hasSize(5);
        }

        @Test
        void ofAnInnerObjectEndTheBlockToo() throws IOException {
            var line =
                    file("Who", "x", "y")
                            + "% { 'nobody','lea' | Set-UMMailboxPIN -LockedOut $true; Set-UMMailbox 51234 -TimeZone UTC }";
            assertThat(desk.run(line)).isEqualTo(1);
            assertThat(desk.server.changes())
                    .containsExactly(
                            "PUT mailboxes/nobody/pin {\"lockedOut\":true}",
                            "PUT mailboxes/lea/pin {\"lockedOut\":true}",
                            "PUT mailboxes/nobody/pin {\"lockedOut\":true}",
                            "PUT mailboxes/lea/pin {\"lockedOut\":true}");
        }

        @Test
        void ofTheNextCmdletAreItsOwn() {
            assertThat(desk.run("Get-UMMailbox | % { $_ } | Sort-Object Nonsense")).isEqualTo(2);
            assertThat(desk.err()).containsOnlyOnce("Sort-Object : ");
        }

        @Test
        void leaveAFileAsItWas() throws IOException {
            var file = Files.writeString(folder.resolve("out.csv"), "old\n");
            assertThat(desk.run(rows() + ENABLE + " | Export-Csv '" + file + "'")).isEqualTo(1);
            assertThat(file).hasContent("old\n");
            var others = file("Email,Ext", "d@x.org,51250", "e@x.org,51234");
            var ignoring = ENABLE.replace("% {", "% -EA Ignore {");
            desk.run(others + ignoring + " | Export-Csv '" + file + "'");
            assertThat(Files.readAllLines(file)).hasSize(3);
        }
    }

    @Nested
    class Consents {
        @Test
        void previewsSeeTheWholeFile() throws IOException {
            var rows = file("Email,Ext", "a@x.org,51240", "b@x.org,51234");
            assertThat(desk.run(rows + "% { Enable-UMMailbox $_.Email -Ext $_.Ext -WhatIf }"))
                    .isEqualTo(1);
            assertThat(desk.out()).containsOnlyOnce("What if: all is well");
            assertThat(desk.server.changes()).hasSize(2).allMatch(c -> c.contains("whatIf=true"));
            var twice = file("Who", "tonysmith", "lea", "51234");
            assertThat(desk.run(twice + "% { Disable-UMMailbox $_.Who -WhatIf }")).isEqualTo(1);
            assertThat(desk.err()).contains("row 3: is removed by row 1 already");
            assertThat(desk.run(twice + "% { $_.Who | Disable-UMMailbox -WhatIf }")).isEqualTo(1);
            assertThat(desk.err()).contains("51234: is removed by row 1 already");
        }

        @Test
        void eachObjectIsAskedFor() {
            var line = "Get-UMMailbox | % { Disable-UMMailbox $_.Identity }";
            assertThat(desk.run(line)).isEqualTo(1);
            assertThat(desk.server.changes()).isEmpty();
            assertThat(desk.answering("y", "n", "y").run(line)).isZero();
            assertThat(desk.server.changes())
                    .containsExactly("DELETE mailboxes/id-51234", "DELETE mailboxes/id-51236");
        }

        @Test
        void yesToAllIsForAllObjects() {
            assertThat(
                            desk.answering("a")
                                    .run("Get-UMMailbox | % { Disable-UMMailbox $_.Identity }"))
                    .isZero();
            assertThat(desk.server.changes()).hasSize(3);
        }

        @Test
        void aPinIsAskedForOnce() {
            assertThat(
                            desk.reading("804617")
                                    .run("Get-UMMailbox | % { Set-UMMailboxPIN $_.Identity -Pin }"))
                    .isZero();
            assertThat(desk.server.changes()).hasSize(3).allMatch(c -> c.contains("804617"));
        }
    }

    @Nested
    class Checks {
        @ParameterizedTest
        @CsvSource(
                delimiterString = "»",
                quoteCharacter = '\u0000',
                value = {
                    "Get-UMMailbox | % { Set-UMMailboxPni $_.Identity } » did you mean Set-UMMailboxPIN",
                    "Get-UMMailbox | % { Set-UMMailboxPIN $_.Identity -Bogus 1 } » no parameter -Bogus",
                    "Get-UMMailbox | % { Set-UMMailboxPIN } » -Identity is missing",
                    "Get-UMMailbox | % { } » nothing between the braces",
                    "Get-UMMailbox | % { Set-UMMailboxPIN $_.Identity » without its }",
                    "Get-UMMailbox | % » -Process is missing",
                    "Get-UMMailbox | % { $_ } { $_ } » without the name of its parameter",
                    "Get-UMMailbox | % -Begin { $_ } { $_ } » no parameter -Begin",
                    "Get-UMMailbox | % { Set-UMMailboxPIN \"$_.Identity\" } » is written $($_.Name)",
                    "Get-UMMailbox | % { Set-UMMailboxPIN \"$(Get-UMMailbox)\" } » no variables",
                    "Get-UMMailbox | % { Set-UMMailboxPIN $_.Identity[0] } » without a space",
                    "Get-UMMailbox | % { Set-UMMailboxPIN $_.Identity.ToLower() } » .NET's",
                    "Get-UMMailbox | % { Set-UMMailboxPIN $_.Identity -Pin 804617 -Bogus } » no parameter -Bogus",
                    "Get-UMMailbox | Set-UMMailboxPIN $_.Identity » no variables",
                    "Get-UMMailbox * | % { Set-UMMailboxPIN $_.Identity } » fits everything",
                    "Get-UMMailbox * | % { $_ } | Set-UMMailboxPIN » fits everything",
                    "Get-UMMailbox lea | % { Get-UMMailbox '*' } | Set-UMMailboxPIN » fits everything",
                    "Get-UMMailbox * | % { Get-UMMailbox | % { Set-UMMailboxPIN $_.Identity } } » fits everything",
                    "ForEach-Object { Get-UMMailbox } » takes objects from a pipeline only",
                })
        void findMistakesBeforeAnythingIsDone(String line, String told) {
            assertThat(desk.run("Get-UMMailbox\n" + line)).isEqualTo(2);
            assertThat(desk.err()).contains(told).contains("line 2: ").doesNotContain("804617");
            assertThat(desk.server.asked()).isEmpty();
        }

        @Test
        void nameTheLineWithinTheBlock() {
            desk.run("Get-UMMailbox | % {\n  $_.Identity\n  Get-UMMailbos $_.Identity\n}");
            assertThat(desk.err()).startsWith("line 3: ova : there is no cmdlet 'Get-UMMailbos'");
        }

        @Test
        void aDeepTextEndsInOrder() {
            assertThat(desk.run("Get-UMMailbox | " + "% { $_ | ".repeat(5000))).isEqualTo(2);
            assertThat(desk.err()).contains("within each other");
        }
    }
}
