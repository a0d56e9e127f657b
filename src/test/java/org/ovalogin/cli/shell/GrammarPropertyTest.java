package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ovalogin.cli.script.Parser;
import org.ovalogin.cli.terminal.ShellException;

/// Whatever is typed: errors of the shell's own, and none that tells a PIN.
class GrammarPropertyTest {
    private static final String PIN = "90417355";

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
                        "-WhatIf")
                .list()
                .ofMaxSize(9)
                .map(pieces -> String.join(" ", pieces));
    }
}
