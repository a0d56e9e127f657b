package org.ovalogin.cli.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.cli.terminal.ShellException;

/// PowerShell's own language is refused in words that say what to write instead.
class ForeignLinesTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = "»",
            quoteCharacter = '\u0000',
            value = {
                "$users = Import-Csv users.csv » variables » ForEach-Object",
                "$script:n += 1 » variables » ForEach-Object",
                "$i++ » variables » ForEach-Object",
                "[int]$n = 5 » variables » ForEach-Object",
                "$_.Name = 'x' » variables » ForEach-Object",
                "${a b} | Get-UMMailbox » no variables » $_.Name",
                "Get-UMMailbox $name » no variables » single quotes",
                "Get-UMMailbox \"a $name\" » no variables » single quotes",
                "Get-UMMailbox \"$env:USER\" » no variables » single quotes",
                "Get-UMMailbox \"$(Get-Date)\" » no variables » single quotes",
                "foreach ($u in $users) { Get-UMMailbox } » loops » ForEach-Object",
                "for ($i = 0; $i -lt 3; $i++) { } » loops » ForEach-Object",
                "while ($true) { Get-UMMailbox } » loops » ForEach-Object",
                "do { Get-UMMailbox } while ($true) » loops » ForEach-Object",
                "switch (1) { } » loops » ForEach-Object",
                "if ($true) { Get-UMMailbox } » if and else » Where-Object",
                "IF(1){} else {} » if and else » Where-Object",
                "function Reset-All { Get-UMMailbox } » functions » pipelines themselves",
                "filter odd { $_ } » functions » pipelines themselves",
                "param([string]$Name) » functions » pipelines themselves",
                "return » functions » pipelines themselves",
                "exit 1 » functions » pipelines themselves",
                ". ./lib.ps1 » functions » pipelines themselves",
                "try { Get-UMMailbox } catch { } » try and catch » -ErrorAction",
                "throw 'x' » try and catch » -ErrorAction",
                "Add-PSSnapin Microsoft.Exchange.Management.PowerShell.SnapIn » no session » ./ova login",
                "Import-PSSession $s » no session » ./ova login",
                "Connect-ExchangeOnline » no session » ./ova login",
                "[string]::Join(',', 'a') » .NET » double quotes",
                "Get-UMMailbox ([string]::Empty) » .NET » double quotes",
                "New-Object System.Object » .NET » double quotes",
                "Get-UMMailbox | % { $_.Identity.Split('@') } » .NET » double quotes",
                "Get-UMMailbox | % { $_.Identity.ToLower() } » .NET » double quotes",
                "(Get-UMMailbox).Count » parentheses » Measure-Object",
                "Set-UMMailboxPIN tony -Pin (804617) » parentheses » Measure-Object",
            })
    void saysWhatToWriteInstead(String line, String says, String instead) {
        var refused = catchThrowableOfType(ShellException.class, () -> Parser.pipelines(line));
        assertThat(refused).as(line).isNotNull();
        assertThat(refused.kind()).isEqualTo(ShellException.Kind.USAGE);
        assertThat(refused.told()).contains(says).startsWith("ova : ").doesNotContain("804617");
        if (instead != null) assertThat(refused.hint()).contains(instead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Write-Host @'\na $b (c)\n'@", "Write-Host @\"\na\n\"@"})
    void textsOverSeveralLinesAreQuotedAsAnyOther(String line) {
        var refused = catchThrowableOfType(ShellException.class, () -> Parser.pipelines(line));
        assertThat(refused.told()).startsWith("line 1: ova : texts between @' and '@");
    }

    @Test
    void allLinesOfAScriptAreToldAtOnce() {
        var script =
                """
                Add-PSSnapin Microsoft.Exchange.Management.PowerShell.SnapIn
                <# $this is
                   a comment #>
                $users = Import-Csv users.csv   # $and this
                foreach ($user in $users) {
                    $pin = [string]::Concat('1', '2')
                    if ($user.Email) { Enable-UMMailbox $user.Email -Pin $pin }
                    else {
                        Write-Host "no mail: $($user.Name)"
                    }
                }
                Get-UMMailbox | Where-Object { $_.Name -ne '$name' } | % {
                    Set-UMMailboxPIN "$($_.Identity)"
                }
                Get-UMMailbox '
                $neither = this
                '
                """;
        var refused = catchThrowableOfType(RefusedLines.class, () -> Parser.pipelines(script));
        assertThat(refused.all())
                .extracting(e -> e.told().replaceFirst(" : .*", ""))
                .containsExactly(
                        "line 1: ova",
                        "line 4: ova",
                        "line 5: ova",
                        "line 6: ova",
                        "line 7: ova",
                        "line 8: ova",
                        "line 9: ova");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Get-UMMailbox | foreach { $_.Identity }",
                "Get-UMMailbox | % { $PSItem.Identity }",
                "Get-UMMailbox | Where-Object { ($_.A -eq $true) -or !($_.B) }",
                "Get-UMMailbox '$a = (1); [x]::y'",
                "Get-UMMailbox \"`$a `(b`)\"",
                "Get-UMMailbox a # $b (c)",
                "Get-UMMailbox <# $b (c) #> a",
                "Get-UMMailbox tony -Filter { Name -eq $null }",
                "Get-UMMailbox | select @{n='if';e={$_.If}}",
                "Get-UMMailbox if",
                "Get-UMMailbox 5$",
                "Get-UMMailbox | % { \"$_\" }",
                "Get-UMMailbox | ? { $_.Plan -in @('a','b') }",
            })
    void leavesOurLinesAlone(String line) {
        assertThatCode(() -> Parser.pipelines(line)).doesNotThrowAnyException();
    }

    @Test
    void aScriptOfManyLinesIsReadInNoTime() {
        var script = "Get-UMMailbox \"$($_.x\n".repeat(20_000) + "$".repeat(50_000);
        assertThat(Statements.of(script)).isNotEmpty();
    }
}
