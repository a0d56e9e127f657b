package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ovalogin.config.Configuration;

/// The samples of `ova.conf`.
class SettingsTest {
    /// Of a clone and of a package.
    private static final String FOLDER = "/etc/ova(-login/tls)?/";

    private static final Pattern SECRET_FILE = Pattern.compile(FOLDER + "([\\w.-]+)");

    @TempDir private Path folder;

    static List<Fence> samples() {
        return Manual.fences("hocon");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsAConfiguration(Fence sample) throws IOException {
        for (var file : SECRET_FILE.matcher(sample.text()).results().toList()) {
            var path = Files.writeString(folder.resolve(file.group(2)), "secret\n");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
        var text = sample.text().replaceAll(FOLDER, folder + "/");
        var file = Files.writeString(folder.resolve("ova.conf"), text);
        assertThat(Configuration.read(Optional.of(file), Map.of(), Map.of())).isNotNull();
    }
}
