package org.ovalogin.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.cli.shell.Cmdlets;
import org.ovalogin.cli.shell.ShellDesk;

/// `-ErrorAction`, on its own and in scripts.
class ErrorActionTest {
    private final ShellDesk desk = new ShellDesk();

    @AfterEach
    void leave() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SilentlyContinue", "silentlycontinue", "Ignore", "0", "4"})
    void aCheckThatFailsSilentlyLetsTheScriptGoOn(String action) {
        var script = "Get-UMMailbox nobody -ErrorAction %s\nGet-UMMailbox lea".formatted(action);
        assertThat(desk.run(script)).isZero();
        assertThat(desk.err()).isEmpty();
        assertThat(desk.out()).contains("lea@contoso.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Continue", "2"})
    void withContinueItIsToldAndTheScriptGoesOn(String action) {
        var script = "Get-UMMailbox nobody -EA %s\nGet-UMMailbox lea".formatted(action);
        assertThat(desk.run(script)).isEqualTo(1);
        assertThat(desk.err()).contains("there is no such mailbox").doesNotContain("stopped here");
        assertThat(desk.out()).contains("lea@contoso.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-EA Stop", "-EA 1"})
    void otherwiseTheFirstErrorIsTheLast(String action) {
        var script = "Get-UMMailbox nobody %s\nGet-UMMailbox lea".formatted(action);
        assertThat(desk.run(script)).isEqualTo(3);
        assertThat(desk.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Inquire", "3", "5", "''", "$null"})
    void whatIsNotKnownIsRefused(String action) {
        assertThat(desk.run("Get-UMMailbox lea -ErrorAction " + action)).isEqualTo(2);
        assertThat(desk.server.asked()).isEmpty();
    }

    @Test
    void everyCmdletTakesIt() {
        assertThat(Cmdlets.all())
                .allMatch(c -> c.parameters().stream().anyMatch(p -> p.called("EA")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Import-Csv /nowhere/users.csv -EA SilentlyContinue | Enable-UMMailbox",
                "Get-UMMailbox | Export-Csv /nowhere/out.csv -EA 0",
                "Get-UMMailbox | Where-Object { $_.Nonsense -eq 1 } -EA Ignore",
                "Get-UMMailbox | Sort-Object Nonsense -EA Ignore",
                "Get-UMMailbox | Select-Object -ExpandProperty Nonsense -EA Ignore"
            })
    void cmdletsThatAskNoServerHonourItToo(String line) {
        assertThat(desk.run(line)).isZero();
        assertThat(desk.err()).isEmpty();
    }

    @Test
    void itIsOfItsOwnCmdletAlone() {
        var line = "Get-UMMailbox lea -EA Ignore | Set-UMMailboxPIN -Pin 123456";
        assertThat(desk.run(line)).isEqualTo(1);
        assertThat(desk.err()).contains("Set-UMMailboxPIN :").doesNotContain("123456");
    }

    @Test
    void amongRowsOnlyTheOthersAreDone(@TempDir Path folder) throws IOException {
        var rows =
                Files.writeString(
                        folder.resolve("rows.csv"), "Identity\nnobody\nlea@contoso.com\n");
        var line = "Import-Csv '" + rows + "' | Set-UMMailboxPIN -LockedOut $false";
        assertThat(desk.run(line + " -EA SilentlyContinue")).isZero();
        assertThat(desk.err()).isEmpty();
        assertThat(desk.server.changes()).hasSize(2);
        assertThat(desk.run(line)).isEqualTo(1);
        assertThat(desk.err()).contains("row 1 (nobody): there is no such mailbox");
    }
}
