package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;

/// A name that is missing, empty or lost never means everybody: of every cmdlet, those to come
/// among them.
class MissingNamesTest {
    private static final List<String> NOTHING =
            List.of("$null", "''", "'  '", "'\u00a0'", "'\u200b\ufeff'", "'',''");

    private final ShellDesk desk = new ShellDesk();

    @TempDir private Path folder;

    @AfterEach
    void leave() {
        desk.close();
    }

    /// Those that may stand behind another and say which object they work on.
    static Stream<String> cmdletsOnObjects() {
        return Cmdlets.all().stream()
                .filter(c -> c.source() && c.taking() && c.positional().isPresent())
                .map(Cmdlet::name);
    }

    static Stream<String> emptyValues() {
        return Cmdlets.all().stream()
                .flatMap(
                        cmdlet ->
                                cmdlet.parameters().stream()
                                        .filter(MissingNamesTest::saysWhich)
                                        .flatMap(
                                                p ->
                                                        NOTHING.stream()
                                                                .map(
                                                                        nothing ->
                                                                                "%s -%s %s"
                                                                                        .formatted(
                                                                                                cmdlet
                                                                                                        .name(),
                                                                                                p
                                                                                                        .name(),
                                                                                                nothing))));
    }

    private static boolean saysWhich(Parameter parameter) {
        return !parameter.ignored()
                && !parameter.clearable()
                && List.of(Kind.TEXT, Kind.LIST, Kind.TIME, Kind.CHOICE, Kind.CONDITION)
                        .contains(parameter.kind());
    }

    @ParameterizedTest
    @MethodSource("emptyValues")
    void anEmptyValueIsAnErrorBeforeAnythingIsAsked(String line) {
        var piped =
                Cmdlets.named(line.substring(0, line.indexOf(' '))).source()
                        ? line
                        : "Get-UMMailbox | " + line;
        assertThat(desk.run(piped)).isEqualTo(2);
        assertThat(desk.server.asked()).isEmpty();
    }

    @Test
    void thereAreCmdletsToTry() {
        assertThat(cmdletsOnObjects())
                .contains(
                        "Get-UMMailbox",
                        "Get-UMMailboxPIN",
                        "Get-UMMailboxPolicy",
                        "Get-UMDialPlan")
                .contains("Set-UMMailboxPIN", "Disable-UMMailbox", "Search-UMEvent");
    }

    @Nested
    class Rows {
        static Stream<String> cmdlets() {
            return cmdletsOnObjects();
        }

        @ParameterizedTest
        @MethodSource("cmdlets")
        void withoutTheColumnNothingIsDone(String cmdlet) throws IOException {
            assertNothingIsDone(cmdlet, "Mail,UMDialPlan,Extensions\nlea@contoso.com,default,1\n");
            assertThat(desk.err()).contains("row 1", "there is no column", "'Mail'");
        }

        @ParameterizedTest
        @MethodSource("cmdlets")
        void withAnEmptyCellNothingIsDone(String cmdlet) throws IOException {
            var name = Cmdlets.named(cmdlet).positional().orElseThrow().name();
            assertNothingIsDone(cmdlet, name + ",Extensions\n,51234\n");
            assertThat(desk.err()).contains("row 1", "the column " + name + " is empty");
        }

        @ParameterizedTest
        @MethodSource("cmdlets")
        void aCellWithBlanksOrNullIsEmptyToo(String cmdlet) throws IOException {
            var name = Cmdlets.named(cmdlet).positional().orElseThrow().name();
            assertNothingIsDone(cmdlet, name + ",Extensions\n\u00a0 ,51234\n$null,51235\n");
            assertThat(desk.err()).contains("row 1", "row 2");
        }

        private void assertNothingIsDone(String cmdlet, String text) throws IOException {
            var rows = Files.writeString(folder.resolve("rows.csv"), text);
            var line = "Import-Csv '" + rows + "' | " + cmdlet;
            assertThat(desk.run(line)).isEqualTo(1);
            assertThat(desk.run(line + " | Set-UMMailboxPIN -Confirm:$false")).isEqualTo(1);
            assertThat(desk.server.asked()).isEmpty();
        }

        @Test
        void theOthersAreDoneAll() throws IOException {
            var rows =
                    Files.writeString(
                            folder.resolve("rows.csv"),
                            "Identity,Room\nlea@contoso.com,1\n,2\nboard@contoso.com,3\n");
            assertThat(desk.run("Import-Csv '" + rows + "' | Get-UMMailbox | Set-UMMailboxPIN"))
                    .isEqualTo(1);
            assertThat(desk.server.changes())
                    .containsExactly(
                            "PUT mailboxes/id-51235/pin {}", "PUT mailboxes/id-51236/pin {}");
            assertThat(desk.err()).contains("Get-UMMailbox : row 2: the column Identity is empty");
        }
    }

    @Nested
    class Objects {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Get-UMMailbox | Measure-Object | Set-UMMailboxPIN",
                    "Get-UMDialPlan | Set-UMMailboxPIN",
                    "Get-UMDialPlan | Get-UMMailbox | Set-UMMailboxPIN",
                    "Get-UMMailboxPolicy | Disable-UMMailbox -Confirm:$false",
                    "Get-UMMailbox | Remove-UMDialPlan -Confirm:$false",
                    "Get-UMMailbox | Set-UMMailboxPolicy -MinPINLength 8",
                    "Get-UMMailbox | Select-Object -ExpandProperty Language | Set-UMMailboxPIN",
                    "Search-UMEvent | Set-UMMailboxPIN"
                })
        void thatNameNoneOfTheKindChangeNothing(String line) {
            assertThat(desk.run(line)).isEqualTo(1);
            assertThat(desk.server.changes()).isEmpty();
        }
    }

    @Nested
    class Patterns {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Get-UMMailbox * | Set-UMMailboxPIN",
                    "Get-UMMailbox '?*' | Disable-UMMailbox -Confirm:$false",
                    "Get-UMMailboxPIN -Identity ***** | Set-UMMailboxPIN -LockedOut $true",
                    "Get-UMMailbox -Anr * | Sort-Object Identity | Set-UMMailboxPIN",
                    "Get-UMMailbox | Where-Object { $_.DisplayName -like '*' } | Set-UMMailboxPIN",
                    "Get-UMMailbox | ? DisplayName -like * | Set-UMMailboxPIN",
                    "Get-UMMailbox -Filter { Identity -like '**' } | Set-UMMailboxPIN",
                    "Get-UMDialPlan * | Remove-UMDialPlan -Confirm:$false",
                    "Get-UMMailboxPolicy * | Set-UMMailboxPolicy -MinPINLength 4"
                })
        void thatFitEverythingAreRefusedBeforeAChange(String line) {
            assertThat(desk.run(line)).isEqualTo(2);
            assertThat(desk.server.asked()).isEmpty();
            assertThat(desk.err()).contains("a pattern that fits everything is refused");
        }

        @Test
        void areRefusedInAFileToo() throws IOException {
            var rows = Files.writeString(folder.resolve("rows.csv"), "Identity\n*\n");
            assertThat(desk.run("Import-Csv '" + rows + "' | Get-UMMailbox | Set-UMMailboxPIN"))
                    .isEqualTo(1);
            assertThat(desk.server.asked()).isEmpty();
        }

        @Test
        void areForLookingOnly() {
            assertThat(desk.run("Get-UMMailbox * | Format-Table Identity")).isZero();
            assertThat(desk.out()).contains("lea@contoso.com", "board@contoso.com");
            assertThat(desk.run("Set-UMMailboxPIN l*")).isEqualTo(3);
            assertThat(desk.server.changes()).containsExactly("PUT mailboxes/l*/pin {}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"LEA*", "l?a@*", "default\\*35", "*Rouge", "5123?"})
        void fitNamesOfEveryKind(String pattern) {
            desk.run("Get-UMMailbox '" + pattern + "' | Select-Object -ExpandProperty Identity");
            assertThat(desk.out()).contains("lea@contoso.com");
        }

        @Test
        void chooseWhatIsChanged() {
            assertThat(desk.run("Get-UMMailbox lea* | Set-UMMailboxPIN")).isZero();
            assertThat(desk.server.changes()).containsExactly("PUT mailboxes/id-51235/pin {}");
        }
    }
}
