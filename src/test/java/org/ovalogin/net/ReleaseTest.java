package org.ovalogin.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    private static final Pattern PROJECT =
            Pattern.compile("<artifactId>ova</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void isTheBuilds() throws IOException {
        var project = PROJECT.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(project.find()).isTrue();
        assertThat(Release.NUMBER).isEqualTo(project.group(1));
    }
}
