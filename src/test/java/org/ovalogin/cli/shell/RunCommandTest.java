package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RunCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aLineMayBeOneArgumentOrMany() {
        assertThat(run("", "Get-Help Set-UMMailboxPIN -Examples")).isZero();
        var whole = out.toString();
        assertThat(whole).contains("-PIN 1985848 -PinExpired $true");
        assertThat(run("", "Get-Help", "Set-UMMailboxPIN", "-Examples")).isZero();
        assertThat(out.toString()).isEqualTo(whole + whole);
    }

    @Test
    void aQuestionMarkAsksForHelp() {
        assertThat(run("", "Set-UMDialPlan", "-?")).isZero();
        assertThat(out.toString()).startsWith("Set-UMDialPlan - ");
    }

    @Test
    void aScriptComesFromStandardInput() {
        assertThat(run("Get-Help\n\nGet-Help Nothing\nGet-Help\n", "-")).isEqualTo(2);
        assertThat(err.toString()).startsWith("line 3: Get-Help : there is no cmdlet 'Nothing'");
        assertThat(out.toString()).containsOnlyOnce("Exit codes");
    }

    @Test
    void aPinInTheArgumentsIsWarnedOf() {
        assertThat(run("", "Set-UMMailboxPIN tony -Pin 1985848 -Bogus")).isEqualTo(2);
        assertThat(err.toString()).startsWith("WARNING: a PIN").doesNotContain("1985848");
        assertThat(run("", "Set-UMMailboxPIN", "tony", "-PI:1985848", "-Bogus")).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("1985848").contains("WARNING: a PIN");
    }

    @Test
    void aPinInAScriptIsNot() {
        assertThat(run("Set-UMMailboxPIN tony -Pin 1985848 -Bogus", "-")).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("WARNING").doesNotContain("1985848");
    }

    private int run(String standardInput, String... arguments) {
        var in = new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8));
        return new CommandLine(new RunCommand(in))
                .setStopAtPositional(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
