package org.ovalogin.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.docs.Commands;
import org.ovalogin.docs.Commands.Command;
import org.ovalogin.docs.Fence;
import org.ovalogin.docs.Manual;

/// The documents' lines of the shell: each is read, and its values are given to parameters.
class DocumentedLinesTest {
    static List<Fence> blocks() {
        return Stream.of("powershell", "powershell tasks")
                .flatMap(info -> Manual.fences(info).stream())
                .toList();
    }

    static List<Command> runs() {
        return Commands.inBlocks().stream()
                .filter(command -> command.arguments().getFirst().equals("run"))
                .filter(command -> !command.arguments().equals(List.of("run", "-")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void aBlockIsAScript(Fence block) {
        assertBound(Parser.pipelines(block.text()), block.toString());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whatIsRunIsALine(Command command) {
        var words = command.arguments().subList(1, command.arguments().size());
        assertBound(
                words.size() == 1 ? Parser.pipelines(words.getFirst()) : Words.pipelines(words),
                command.toString());
    }

    private static void assertBound(List<List<CmdletCall>> pipelines, String place) {
        assertThat(pipelines).as(place).isNotEmpty();
        for (var calls : pipelines)
            assertThatCode(() -> Pipeline.of(calls)).as(place).doesNotThrowAnyException();
    }

    @Test
    void aLineThatIsWrongWouldBeFound() {
        assertThatCode(() -> Pipeline.of(Parser.pipelines("Get-UMMailbox -Bogus 1").getFirst()))
                .isInstanceOf(ShellException.class);
    }
}
