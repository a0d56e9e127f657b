package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.Condition;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.language.Selection;
import org.ovalogin.cli.language.Value;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Reading;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.TypedSecret;

/// Lines as they are typed, and what the cmdlets get of them.
class GrammarTest {
    /// Left of `»` the line, right of it what is bound, in the order of names; ` | ` and ` ; `
    /// divide.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-UMMailboxPIN -Identity tonysmith@contoso.com -PIN 1985848 -PinExpired $true » Set-UMMailboxPIN Identity=tonysmith@contoso.com Pin=1985848 PinExpired=true",
                "set-ummailboxpin tonysmith@contoso.com » Set-UMMailboxPIN Identity=tonysmith@contoso.com",
                "SET-UMMAILBOXPIN -IDENTITY:tony -pinexpired:$FALSE » Set-UMMailboxPIN Identity=tony PinExpired=false",
                "Set-UMMailboxPIN tony -Lock $true » Set-UMMailboxPIN Identity=tony LockedOut=true",
                "Set-UMMailboxPIN -L:$false -Id tony » Set-UMMailboxPIN Identity=tony LockedOut=false",
                "Set-UMMailboxPIN tony -PIN -PinExpired $false » Set-UMMailboxPIN Identity=tony Pin=ASK PinExpired=false",
                "Set-UMMailboxPIN tony -PIN » Set-UMMailboxPIN Identity=tony Pin=ASK",
                "Set-UMMailboxPIN tony -PIN '1234 56' » Set-UMMailboxPIN Identity=tony Pin=1234 56",
                "Set-UMMailboxPIN –Identity ‘tony’ –PinExpired $true » Set-UMMailboxPIN Identity=tony PinExpired=true",
                "Set-UMMailboxPIN tony -WhatIf » Set-UMMailboxPIN Identity=tony WhatIf=true",
                "Set-UMMailboxPIN -WhatIf tony » Set-UMMailboxPIN Identity=tony WhatIf=true",
                "Set-UMMailboxPIN tony -WhatIf:$false » Set-UMMailboxPIN Identity=tony WhatIf=false",
                "Set-UMMailboxPIN tony -Confirm:$false -Verbose » Set-UMMailboxPIN Confirm=false Identity=tony Verbose=true",
                "Set-UMMailboxPIN tony -Confirm $false » Set-UMMailboxPIN Confirm=false Identity=tony",
                "Set-UMMailboxPIN tony -DomainController dc01 -EA Stop » Set-UMMailboxPIN DomainController=dc01 ErrorAction=Stop Identity=tony",
                "Set-UMMailboxPIN default\\51234 » Set-UMMailboxPIN Identity=default\\51234",
                "Get-UMMailbox 'O''Brien' » Get-UMMailbox Identity=O'Brien",
                "Get-UMMailbox \"Tony \"\"T\"\" Smith\" » Get-UMMailbox Identity=Tony \"T\" Smith",
                "Get-UMMailbox \"a`\"b`$c\" » Get-UMMailbox Identity=a\"b$c",
                "Get-UMMailbox a` b » Get-UMMailbox Identity=a b",
                "Get-UMMailbox a'b c'd » Get-UMMailbox Identity=ab cd",
                "Get-UMMailbox '$true # {x} | ; ,' » Get-UMMailbox Identity=$true # {x} | ; ,",
                "Set-UMMailbox tony -Name '' » Set-UMMailbox DisplayName= Identity=tony",
                "Get-UMMailbox tony # the boss » Get-UMMailbox Identity=tony",
                "Get-UMMailbox a#b » Get-UMMailbox Identity=a#b",
                "Get-UMMailbox -ResultSize unlimited » Get-UMMailbox ResultSize=UNLIMITED",
                "Get-UMMailbox -ResultSize 10 » Get-UMMailbox ResultSize=10",
                "Get-UMMailbox -State never-used » Get-UMMailbox State=Never-Used",
                "Get-UMMailbox -Filter {LockedOut -eq 'True'} » Get-UMMailbox Filter={}",
                "Get-UMMailbox -Filter \"LockedOut -eq 'True'\" » Get-UMMailbox Filter={}",
                "Enable-UMMailbox a@b.c -Extensions 51234,51235 » Enable-UMMailbox Extensions=[51234, 51235] Identity=a@b.c",
                "Enable-UMMailbox a@b.c -Extensions 51234, '51235' » Enable-UMMailbox Extensions=[51234, 51235] Identity=a@b.c",
                "Enable-UMMailbox a@b.c -Ext '51234,51235' » Enable-UMMailbox Extensions=[51234, 51235] Identity=a@b.c",
                "Enable-UMMailbox -NoEmail -Extensions 51234 -Name Desk » Enable-UMMailbox DisplayName=Desk Extensions=[51234] NoEmail=true",
                "Enable-UMMailbox a@b.c -Extension 51234 -Name 'Léa Dupont' » Enable-UMMailbox DisplayName=Léa Dupont Extensions=[51234] Identity=a@b.c",
                "Set-UMMailbox tony -Language $null » Set-UMMailbox Identity=tony Language=CLEAR",
                "Set-UMMailboxPolicy Board -PINLifetime 60.00:00:00 » Set-UMMailboxPolicy Identity=Board PINLifetime=60",
                "Set-UMMailboxPolicy Board -PINLifetime 60 » Set-UMMailboxPolicy Identity=Board PINLifetime=60",
                "Set-UMMailboxPolicy Board -PINLifetime Unlimited » Set-UMMailboxPolicy Identity=Board PINLifetime=UNLIMITED",
                "Set-UMMailboxPolicy Board -PINLifetime 0 » Set-UMMailboxPolicy Identity=Board PINLifetime=UNLIMITED",
                "Set-UMMailboxPolicy Board -LockoutDuration 01:30:00 » Set-UMMailboxPolicy Identity=Board LockoutDuration=90",
                "Set-UMMailboxPolicy Board -TemporaryPINLifetime 7.00:00 » Set-UMMailboxPolicy Identity=Board TemporaryPINLifetime=168",
                "Set-UMMailboxPolicy Board -LogonFailuresBeforePINReset Unlimited -MaxLogon 20 » Set-UMMailboxPolicy Identity=Board LogonFailuresBeforePINReset=UNLIMITED MaxLogonAttempts=20",
                "Set-UMMailboxPolicy -Identity 'default Default Policy' -AllowCommonPatterns 1 -AllowFax $false » Set-UMMailboxPolicy AllowCommonPatterns=true AllowFax=false Identity=default Default Policy",
                "New-UMMailboxPolicy Board -UMDialPlan default -Template nist » New-UMMailboxPolicy Name=Board Template=NIST UMDialPlan=default",
                "New-UMDialPlan -Name Paris -NumberOfDigitsInExtension 4 -URIType TelExtn -VoIPSecurity Unsecured » New-UMDialPlan Name=Paris NumberOfDigitsInExtension=4 URIType=TelExtn VoIPSecurity=Unsecured",
                "Set-UMDialPlan default -OperatorExtension $null » Set-UMDialPlan Identity=default OperatorExtension=CLEAR",
                "Get-UMMailbox | ? LockedOut » Get-UMMailbox  | Where-Object Property=LockedOut",
                "Get-UMMailbox|ft DisplayName,*Pin*|Out-Null » ERROR",
                "Get-UMMailbox|where{$_.LockedOut}|fl » Get-UMMailbox  | Where-Object Property={} | Format-List ",
                "Get-UMMailbox tony; Get-UMDialPlan; » Get-UMMailbox Identity=tony ; Get-UMDialPlan ",
                "Get-UMMailbox | % { $_.Identity; Set-UMMailboxPIN $_.Identity -LockedOut:$_.Locked -Confirm:$false | fl } » Get-UMMailbox  | ForEach-Object Process=[Write-Output InputObject=OPEN ; Set-UMMailboxPIN Confirm=false Identity=OPEN LockedOut=OPEN | Format-List ]",
                "Get-UMMailbox|foreach{Set-UMMailboxPIN \"$($_.A)-$($_.B)\"} » Get-UMMailbox  | ForEach-Object Process=[Set-UMMailboxPIN Identity=OPEN]",
                "Get-UMMailbox | select Name,@{n='Ext';e={$_.Extensions}} » Get-UMMailbox  | Select-Object Property=[Name, Ext:]",
                "Get-UMMailbox | sort { $_.Name } -Desc -Un » Get-UMMailbox  | Sort-Object Descending=true Property=[:] Unique=true",
                "Import-Csv users.csv | Enable-UMMailbox -UMMailboxPolicy Board » Import-Csv Path=users.csv | Enable-UMMailbox UMMailboxPolicy=Board",
            })
    void whatIsTypedIsBound(String example) {
        var sides = example.split(" » ", -1);
        if (sides[1].equals("ERROR"))
            assertThat(error(sides[0]).kind()).isEqualTo(ShellException.Kind.USAGE);
        else assertThat(bound(sides[0])).isEqualTo(sides[1]);
    }

    @Test
    void emptyLinesAndCommentsAreNothing() {
        for (var line : List.of("", "   ", "# only this", ";;", "\n\n# x\n"))
            assertThat(Parser.pipelines(line)).as(line).isEmpty();
    }

    @Test
    void aScriptGoesOnWhereALineNeedsMore() {
        var script =
                """
                # unlock all
                Get-UMMailbox |
                    Where-Object {
                        $_.LockedOut -eq $true
                    } | Set-UMMailboxPIN `
                    -LockedOut $false
                Get-UMMailbox tony
                """;
        assertThat(bound(script))
                .isEqualTo(
                        "Get-UMMailbox  | Where-Object Property={} | Set-UMMailboxPIN LockedOut=false"
                                + " ; Get-UMMailbox Identity=tony");
        assertThat(Parser.pipelines(script).getLast().getFirst().line()).isEqualTo(7);
        assertThat(bound(script.replace("\n", "\r\n"))).isEqualTo(bound(script));
    }

    /// It would be the end of a line with a line feed after it.
    @Test
    void aBacktickBeforeALoneCarriageReturnEscapesIt() {
        assertThat(bound("Get-UMMailbox a`\rb")).isEqualTo("Get-UMMailbox Identity=a\rb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "»",
            quoteCharacter = '\u0000',
            value = {
                "Set-UMMailboxPIN tony -P 1985848 » can mean several",
                "Set-UMMailboxPIN tony -Pin 1985848 -Bogus » no parameter -Bogus",
                "Set-UMMailboxPIN tony -Pinn 1985848 » no parameter -Pinn",
                "Set-UMMailboxPIN tony -Pin1985848 » no parameter -(not shown here)",
                "Set-UMMailboxPIN tony -Pin=1985848 » letters only",
                "Set-UMMailboxPIN tony 1985848 » without the name of its parameter",
                "Set-UMMailboxPIN tony -PinExpired 1985848 » (not shown here) is not $true or $false",
                "Set-UMMailboxPIN tony -PinExpired maybe » 'maybe' is not $true or $false",
                "Set-UMMailboxPIN tony -PinExpired -Pin 1985848 » -PinExpired has no value",
                "Set-UMMailboxPIN tony -Pin 1985848 -Pin 1985848 » given twice",
                "Set-UMMailboxPIN -Pin 1985848 » -Identity is missing",
                "Set-UMMailboxPIN tony -Pin '' » is empty",
                "Set-UMMailboxPIN tony -Pin $null » can't be $null",
                "Set-UMMailboxPIN tony -Pin 198,5848 » takes one PIN",
                "Set-UMMailboxPIN tony -Pin $pin1985848 » no variables",
                "Set-UMMailboxPIN tony -Pin (1985848) » parentheses",
                "Set-UMMailboxPIN tony -Pin '1985848 » has no end",
                "Set-UMMailboxPIN tony -Pin \"1985848 » has no end",
                "Set-UMMailboxPIN tony -Pin 1985848` » nothing follows",
                "Set-UMMailboxPIN tony -Pin: » no value follows the colon",
                "Set-UMMailboxPIN tony -Pin 1985848 > log » '>' is not known",
                "Set-UMMailboxPIN tony --pin 1985848 » one dash",
                "Set-UMMailboxPIN tony -Pin @{1985848} » '@{' is not known",
                "Set-UMMailboxPIN tony -Pin {1985848 » without its }",
                "Set-UMMailboxPIN $null » can't be $null",
                "Set-UMMailboxPIN tony, » no value follows the comma",
                "1985848 » no cmdlet (not shown here)",
                "'Get-UMMailbox' tony | » the name of a cmdlet is missing",
                "Get-UMMailbos » no cmdlet 'Get-UMMailbos'",
                "$x = Get-UMMailbox » begins with the name of a cmdlet",
                "(Get-UMMailbox).Count » parentheses",
                "| Get-UMMailbox » the name of a cmdlet is missing",
                "Get-UMMailbox || fl » the name of a cmdlet is missing",
                "Get-UMMailbox } » without its {",
                "Get-UMMailbox tony,lea » takes one value",
                "Get-UMMailbox \"$user\" » no variables",
                "Get-UMMailbox \"$(x)\" » no variables",
                "Get-UMMailbox -ResultSize many » 'many' is not a whole number",
                "Get-UMMailbox -State odd » 'odd' is not Locked, Expired",
                "Get-UMMailbox -U default » can mean several",
                "Set-UMMailboxPolicy Board -Allow $true » can mean several",
                "Set-UMMailboxPolicy Board -PINLifetime 60.12:00:00 » is not whole days",
                "Set-UMMailboxPolicy Board -MinPINLength $true » is refused",
                "Get-Help | Get-UMMailbox | Get-Help » takes nothing from a pipeline",
                "Where-Object LockedOut » takes objects from a pipeline only",
                "Get-UMMailbox | fl | Export-Csv x » gives no objects",
                "Get-UMMailbox | Where-Object { } » a value was expected",
                "Get-UMMailbox | Where-Object { $_.A -eq } » a value was expected",
                "Get-UMMailbox | Where-Object { $_.A -about 3 } » no comparison -about",
                "Get-UMMailbox | Where-Object { $_.A -match '(' } » no regular expression",
                "Get-UMMailbox | Where-Object { ($_.A } » a closing parenthesis was expected",
                "Get-UMMailbox | Where-Object { $x.A } » no variables",
                "Get-UMMailbox | Where-Object { $_.A -eq 1 » without its }",
                "Get-UMMailbox | Sort-Object » -Property is missing",
                "Enable-UMMailbox a@b.c » -Extensions is missing",
                "Enable-UMMailbox -Extensions 51234 » -Identity is missing",
                "Search-UMEvent -Since yesterday » 'yesterday' is not a time",
            })
    void whatIsWrongIsToldWithoutThePin(String line, String told) {
        var error = error(line);
        assertThat(error.kind()).isEqualTo(ShellException.Kind.USAGE);
        assertThat(error.told() + error.hint()).contains(told).doesNotContain("1985848");
    }

    @Test
    void ambiguousNamesListWhatTheyCanMean() {
        assertThat(error("Set-UMMailboxPIN tony -P 1234").hint()).isEqualTo("-Pin -PinExpired");
        assertThat(error("Get-UMMailboxPIN tony -Um x").hint())
                .isEqualTo("-UMDialPlan -UMMailboxPolicy");
    }

    @Test
    void misspeltNamesAreGuessed() {
        assertThat(error("Get-UMMailboxPni tony").hint()).contains("Get-UMMailboxPIN");
        assertThat(error("Set-UMMailboxPIN tony -Idendity x").hint()).contains("-Identity");
    }

    @Test
    void theLineOfAnErrorInAScriptIsTold() {
        assertThat(error("Get-UMMailbox\n\nGet-UMMailbox 'x").told()).startsWith("line 3: ");
        assertThat(error("Get-UMMailbox\nGet-UMMailbox (\n").told()).startsWith("line 2: ");
    }

    @Test
    void argumentsThatAreUnquotedAlreadyKeepWhatIsInThem() {
        assertThat(words("Enable-UMMailbox", "a@b.c", "-Name", "Smith, \"Léa\" #1", "-Ext", "1,2"))
                .isEqualTo(
                        "Enable-UMMailbox DisplayName=Smith, \"Léa\" #1 Extensions=[1, 2] Identity=a@b.c");
        assertThat(words("Set-UMMailboxPIN", "tony", "-PinExpired:$false", "-LockedOut", "true"))
                .isEqualTo("Set-UMMailboxPIN Identity=tony LockedOut=true PinExpired=false");
        assertThat(
                        words(
                                "Get-UMMailbox",
                                "|",
                                "?",
                                "{ $_.DisplayName -eq 'a b' }",
                                ";",
                                "Get-UMDialPlan"))
                .isEqualTo("Get-UMMailbox  | Where-Object Property={} ; Get-UMDialPlan ");
        assertThat(words("Get-UMMailbox", "|", "%", "{ Set-UMMailboxPIN $_.Identity }"))
                .isEqualTo(
                        "Get-UMMailbox  | ForEach-Object Process=[Set-UMMailboxPIN Identity=OPEN]");
        assertThat(words("Get-UMMailbox", "|", "select", "@{n='E';e={$_.Ext}}", "-First", "1"))
                .isEqualTo("Get-UMMailbox  | Select-Object First=1 Property=[E:]");
        assertThat(words("Get-UMMailbox", "|", "ft", "Name,@{n='E';e={$_.Ext}},*Pin*"))
                .isEqualTo("Get-UMMailbox  | Format-Table Property=[Name, E:, *Pin*]");
        assertThat(words("Set-UMMailbox", "x", "-Name", "{x}"))
                .isEqualTo("Set-UMMailbox DisplayName={x} Identity=x");
    }

    private static String words(String... words) {
        return render(Words.pipelines(List.of(words)));
    }

    private static String bound(String line) {
        return render(Parser.pipelines(line));
    }

    private static ShellException error(String line) {
        var error = catchThrowableOfType(ShellException.class, () -> bound(line));
        assertThat(error).as(line).isNotNull();
        return error;
    }

    private static String render(List<List<CmdletCall>> pipelines) {
        return pipelines.stream()
                .map(
                        calls ->
                                Pipeline.of(calls).stages().stream()
                                        .map(GrammarTest::render)
                                        .collect(Collectors.joining(" | ")))
                .collect(Collectors.joining(" ; "));
    }

    private static String render(Bound bound) {
        return bound.cmdlet().name()
                + " "
                + new TreeMap<>(bound.values())
                        .entrySet().stream()
                                .map(e -> e.getKey() + "=" + render(e.getValue()))
                                .collect(Collectors.joining(" "));
    }

    private static String render(Object value) {
        if (value.equals(Bound.ASK)) return "ASK";
        if (value.equals(Reading.CLEAR)) return "CLEAR";
        if (value.equals(Reading.UNLIMITED)) return "UNLIMITED";
        return switch (value) {
            case TypedSecret(var pin) -> pin;
            case Condition _, Value.Block _ -> "{}";
            case Value.Text(var text) -> text;
            case Value.Script(var pipelines) -> "[" + render(pipelines) + "]";
            case Selection.Named(var name) -> name;
            case Selection.Calculated(var name, _) -> name + ":";
            case List<?> list -> list.stream().map(GrammarTest::render).toList().toString();
            default -> value.toString().startsWith("Later") ? "OPEN" : value.toString();
        };
    }
}
