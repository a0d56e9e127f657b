package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.Main;
import org.ovalogin.docs.Commands.Command;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

class CommandsTest {
    private static final Pattern SCRIPT = Pattern.compile("(\\./test|src/\\S+)(?= |$)");
    private static final Pattern TEST = Pattern.compile("-D(?:it\\.)?test=(\\w+)");

    static List<Fence> fences() {
        return Commands.fences().toList();
    }

    static List<Command> inBlocks() {
        return Commands.inBlocks();
    }

    static List<Command> inProse() {
        return Commands.inProse();
    }

    @ParameterizedTest
    @MethodSource("fences")
    void aBlockIsBash(Fence fence) throws IOException, InterruptedException {
        var bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = bash.getOutputStream()) {
            var script = String.join("\n", Commands.lines(fence)) + "\n";
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        var complaints = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(fence + " " + complaints).isZero();
    }

    @ParameterizedTest
    @MethodSource("inBlocks")
    void aCommandInABlockIsOneOfOurs(Command command) throws ReflectiveOperationException {
        var arguments = command.arguments().toArray(String[]::new);
        var line = commandLine(arguments);
        assertThatCode(() -> line.parseArgs(arguments)).doesNotThrowAnyException();
    }

    /// Where a required part is left out, as in `./ova account unlock`, the rest is right.
    @ParameterizedTest
    @MethodSource("inProse")
    void aCommandInTheProseIsOneOfOurs(Command command) throws ReflectiveOperationException {
        var arguments = command.arguments().toArray(String[]::new);
        try {
            commandLine(arguments).parseArgs(arguments);
        } catch (MissingParameterException e) {
            assertThat(e.getMissing()).isNotEmpty();
        }
    }

    /// The program's own, which only its entry sees.
    private static CommandLine commandLine(String... arguments)
            throws ReflectiveOperationException {
        var method = Main.class.getDeclaredMethod("commandLine", String[].class);
        method.setAccessible(true);
        return (CommandLine) method.invoke(null, (Object) arguments);
    }

    @Test
    void scriptsThatAreCalledAreThere() {
        for (var fence : fences())
            for (var line : Commands.lines(fence))
                SCRIPT.matcher(line)
                        .results()
                        .forEach(
                                script ->
                                        assertThat(Path.of(script.group(1)))
                                                .as(fence.toString())
                                                .isExecutable());
    }

    @Test
    void testsThatAreCalledAreThere() throws IOException {
        var classes = NamedTests.all();
        for (var fence : fences())
            TEST.matcher(fence.text())
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !name.equals("None"))
                    .forEach(name -> assertThat(classes).contains(name));
    }

    @Test
    void optionsOfTheTestScriptAreItsOwn() throws IOException {
        var script = Files.readString(Path.of("test"));
        var options =
                fences().stream()
                        .flatMap(fence -> fence.lines().stream())
                        .filter(line -> line.startsWith("./test"))
                        .flatMap(line -> Pattern.compile("--[a-z-]+").matcher(line).results())
                        .map(found -> found.group())
                        .collect(Collectors.toSet());
        assertThat(options).isNotEmpty().allSatisfy(option -> assertThat(script).contains(option));
    }
}
