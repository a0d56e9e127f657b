package org.ovalogin.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.lab.ContainersTest.ASTERISK;
import static org.ovalogin.lab.ContainersTest.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The Asterisk image's entry point and health check, in the same Debian with the same packages.
@RealAsterisk
class ContainersIT {
    @Test
    void startCommandOfTheAsteriskImageRunsAndIsHealthy() throws Exception {
        var entrypoint = word("ENTRYPOINT", "\\[\"([^\"]+)\"]");
        var check = word("HEALTHCHECK", "CMD \\[\"sh\", \"-c\", \"([^\"]+)\"]");
        assertThat(run("prepare")).isZero();
        assertThat(run("image", entrypoint, check)).isZero();
    }

    private static String word(String instruction, String pattern) throws IOException {
        var text = arguments(ASTERISK, instruction).findFirst().orElseThrow();
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private static int run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add("src/test/lab/asterisk");
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var code = process.waitFor();
        if (code != 0) System.err.println(output);
        return code;
    }
}
