package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `src/main/sh/arguments` tells the launcher, which runs as root, which arguments are files.
class HandedFilesTest {
    /// Folders and settings of the installation, which its own user opens.
    private static final Set<String> OWN =
            Set.of(
                    "--data",
                    "--config",
                    "--asterisk-sounds",
                    "--asterisk-config",
                    "--ca",
                    "--check",
                    "--write-closed");

    /// Files that a command makes.
    private static final Set<String> NEW = Set.of("--to", "--report");

    /// Its file includes others, which the launcher can't know. The group `asterisk` may read them.
    private static final String INCLUDING = "import_voicemail.conf";

    @Test
    void areTheFilesOfTheCommandLine() throws IOException {
        var lines = new ArrayList<String>();
        Main.commandLine().getSubcommands().forEach((name, line) -> list(name, line, lines));
        var told =
                Files.readAllLines(Path.of("src/main/sh/arguments")).stream()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
        assertThat(told).as(String.join("\n", lines)).isEqualTo(lines);
    }

    private static void list(String name, CommandLine line, List<String> lines) {
        for (var option : line.getCommandSpec().options())
            if (option.arity().max() > 0) lines.add(name + kind(option));
        for (var operand : line.getCommandSpec().positionalParameters())
            if (isFile(operand) && !name.equals(INCLUDING))
                lines.add("%s read %d".formatted(name, operand.index().min() + 1));
        if (lines.stream().noneMatch(l -> l.startsWith(name + " "))) lines.add(name + " none -");
        line.getSubcommands().forEach((sub, l) -> list(name + "_" + sub, l, lines));
    }

    private static String kind(OptionSpec option) {
        var name = option.longestName();
        assertThat(option.names()).as("the launcher knows one name").hasSize(1);
        if (!isFile(option) || OWN.contains(name)) return " value " + name;
        return (NEW.contains(name) ? " new " : " read ") + name;
    }

    private static boolean isFile(ArgSpec argument) {
        assertThat(argument).isInstanceOfAny(OptionSpec.class, PositionalParamSpec.class);
        return argument.auxiliaryTypes()[0] == Path.class || argument.type() == Path.class;
    }
}
