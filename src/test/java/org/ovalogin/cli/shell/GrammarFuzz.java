package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.language.Value;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.input.SpreadsheetCell;

/// Whatever stands in a line or a script: it is read, or refused in words of the shell's own, which
/// tell no PIN.
class GrammarFuzz {
    /// Of the corpus; where it is a PIN no message may have it.
    private static final String PIN = "90417355";

    private static final Item MAILBOX =
            Item.of(Item.Type.MAILBOX, Map.of("Name", "Tony", "Failures", 3L, "Locked", true));

    @FuzzTest
    @DictionaryEntries({
        "-Pin",
        "-Pin:",
        PIN,
        "Set-UMMailboxPIN",
        "Get-UMMailbox",
        "| ? {",
        "$_.",
        "| % {",
        "\"$($_.",
        "@{n='",
        "';e={",
        "-in @('",
        "-join '",
        "foreach ($",
        "[x]::",
        "<#",
        "@'"
    })
    void lines(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        inOrder(text, () -> Parser.pipelines(text).forEach(Pipeline::of));
        inOrder(text, () -> Words.pipelines(List.of(text.split(" ", -1))).forEach(Pipeline::of));
        inOrder(text, () -> Parser.pipelines("x | % {" + text + "\n}").forEach(Pipeline::of));
        inOrder(text, () -> Parser.condition(text).test(MAILBOX));
        assertThat(SpreadsheetCell.read(SpreadsheetCell.of(text))).isEqualTo(text);
        quotedComesBack(text);
        assertThat(Quote.printable(text)).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    }

    private static void inOrder(String text, Runnable reading) {
        try {
            reading.run();
        } catch (ShellException e) {
            if (text.contains(PIN)) assertThat(e.told() + e.hint()).doesNotContain(PIN);
        }
    }

    /// Whatever the text, between single quotes with those within it doubled it is one value.
    private static void quotedComesBack(String text) {
        if (text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0) return;
        var quoted = "x '" + text.replaceAll("['\u2018\u2019\u201A\u201B]", "$0$0") + "'";
        assertThat(Parser.pipelines(quoted))
                .containsExactly(
                        List.of(
                                new CmdletCall(
                                        "x",
                                        List.of(
                                                new CmdletCall.Argument.Given(
                                                        new Value.Text(text))),
                                        1)));
    }
}
