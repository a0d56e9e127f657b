package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoggingTest {
    @TempDir private Path folder;

    /// In a process of its own, since logging is set up once in each.
    public static final class Child {
        public static void main(String[] args) {
            Main.configuration(
                    Optional.empty(),
                    Path.of(args[0]),
                    Map.of(
                            "OVA_LOG_LEVEL",
                            "debug",
                            "OVA_FASTAGI_ALLOWED_CLIENTS",
                            "10.1.0.0/16,fd00::1"),
                    Map.of("fastagi.listen", "0.0.0.0:4573"));
            System.out.print(LoggerFactory.getLogger("org.ovalogin").isDebugEnabled());
        }
    }

    @Test
    void isSetUpByTheSettingsWhateverTheyAre() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-Dlogback.configurationFile=logback.xml", // not the tests'
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("true");
    }
}
