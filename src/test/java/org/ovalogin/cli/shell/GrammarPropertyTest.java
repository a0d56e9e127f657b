package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.language.Value;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.terminal.Asking;
import org.ovalogin.cli.terminal.ShellException;

/// Whatever is typed: errors of the shell's own, and none that tells a PIN.
class GrammarPropertyTest {
    private static final String PIN = "90417355";

    private static final ShellSession SESSION =
            new ShellSession(
                    () -> {
                        throw new AssertionError("nothing is asked");
                    },
                    new Asking.Nobody(),
                    new PrintWriter(Writer.nullWriter()),
                    new PrintWriter(Writer.nullWriter()));

    @Property(tries = 3000)
    void piecesOfLinesEndInOrderAndTellNoPin(@ForAll("lines") String line) {
        check(line);
        check(line.replace(" ", ""));
        for (var word : List.of(line.split(" ", -1))) check(word);
    }

    @Property(tries = 1000)
    void anyTextEndsInOrder(@ForAll String text) {
        check(text);
        check("Set-UMMailboxPIN tony -Pin " + PIN + text);
        check("Get-UMMailbox | ? { " + text);
    }

    @Property(tries = 1000)
    void argumentsEndInOrderAndTellNoPin(@ForAll("lines") String line) {
        try {
            Words.pipelines(List.of(line.split(" ", -1))).forEach(Pipeline::of);
        } catch (ShellException e) {
            assertThat(e.told() + e.hint()).doesNotContain(PIN);
        }
    }

    /// Whatever a value has in it, it is this value of this parameter, or refused.
    @Property(tries = 1000)
    void aValueOfAnObjectIsAValue(@ForAll("lines") String value, @ForAll String other) {
        var pipelines =
                Parser.pipelines("x | % { Set-UMMailbox lea -Name $_.V -Alias \"$($_.V)\" }");
        var block =
                ((CmdletCall.Argument.Given) pipelines.getFirst().getLast().arguments().getFirst());
        var body = ((Value.Script) block.value()).pipelines().getFirst();
        for (var text : List.of(value, other, value + other)) {
            var item = Item.of(Item.Type.ROW, Map.of("V", text));
            var bound = Pipeline.of(body).filled(item, SESSION).stages().getFirst();
            assertThat(bound.values()).containsOnlyKeys("Identity", "DisplayName", "Aliases");
            assertThat(bound.text("DisplayName")).contains(text);
        }
    }

    private static void check(String line) {
        try {
            for (var calls : Parser.pipelines(line))
                assertThat(Pipeline.of(calls).toString() + calls).doesNotContain(PIN);
        } catch (ShellException e) {
            assertThat(e.told() + e.hint()).doesNotContain(PIN);
        }
        if (line.contains(PIN) && line.matches("(?i).*-pin?\\b.*"))
            assertThat(LineHistory.keeps(line)).isFalse();
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of(
                        "Set-UMMailboxPIN",
                        "Enable-UMMailbox",
                        "Get-UMMailbox",
                        "Where-Object",
                        "tony",
                        "-Pin",
                        "-p",
                        "-PinExpired",
                        "-Pin:" + PIN,
                        "-PIN" + PIN,
                        "-" + PIN,
                        "$" + PIN,
                        "'" + PIN + "'",
                        "\"" + PIN,
                        "{" + PIN + "}",
                        "(" + PIN + ")",
                        PIN,
                        PIN,
                        PIN + ",",
                        "$true",
                        "$_.x",
                        "-eq",
                        "-ResultSize",
                        "-Extensions",
                        "-PINLifetime",
                        "-State",
                        "-Since",
                        "|",
                        ";",
                        "\n",
                        "{",
                        "}",
                        "'",
                        "\"",
                        "`",
                        "@{",
                        "#",
                        "!",
                        "-not",
                        "-and",
                        "-WhatIf",
                        "|",
                        "ForEach-Object {",
                        "%{",
                        "$_." + PIN,
                        "\"$($_.x)\"",
                        "$(" + PIN + ")",
                        "@{n='x';e={",
                        "@(",
                        "-join",
                        "-in",
                        "foreach (",
                        "$x =")
                .list()
                .ofMaxSize(9)
                .map(pieces -> String.join(" ", pieces));
    }
}
