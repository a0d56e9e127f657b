package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the documents have Asterisk's files say.
class AsteriskBlocksTest {
    private static final Path SHIPPED = Path.of("asterisk-config");
    private static final Pattern INCLUDE = Pattern.compile("#include (\\S+)");
    private static final Pattern SECTION = Pattern.compile("\\[[a-z-]+]");
    private static final Pattern GOSUB =
            Pattern.compile(
                    "exten => \\d+,1,Gosub\\(([a-z-]+),s,1\\((yes|no)(,default,(\\w+))?\\)\\)");

    private static List<String> shipped(String file) throws IOException {
        return Files.readAllLines(SHIPPED.resolve(file));
    }

    /// Without comments and blanks at the ends.
    private static List<String> plain(List<String> lines) {
        return lines.stream().map(line -> line.replaceFirst("\\s;.*", "").strip()).toList();
    }

    @Test
    void theDialplanCallsWhatIsShipped() throws IOException {
        var ours = shipped("ova.conf");
        var sample = shipped("extensions.conf");
        for (var fence : Manual.fences("ini dialplan")) {
            for (var line : plain(fence.lines())) {
                var include = INCLUDE.matcher(line);
                var gosub = GOSUB.matcher(line);
                if (include.matches()) {
                    assertThat(SHIPPED.resolve(include.group(1))).exists();
                } else if (gosub.matches()) {
                    assertThat(ours).contains("[" + gosub.group(1) + "]");
                    if (gosub.group(4) != null)
                        assertThat(sample).contains("[" + gosub.group(4) + "]", line);
                } else {
                    assertThat(line).as(fence.place()).matches(SECTION);
                }
            }
        }
    }

    @Test
    void theFiveLinesAreThoseOfTheShippedDialplansHead() throws IOException {
        var head =
                plain(
                        shipped("ova.conf").stream()
                                .filter(line -> line.startsWith(";   "))
                                .map(line -> line.substring(4))
                                .toList());
        var five = Manual.fences("ini dialplan").stream().filter(f -> f.lines().size() == 5);
        assertThat(five.map(fence -> plain(fence.lines())))
                .hasSize(2)
                .allSatisfy(lines -> assertThat(lines).isEqualTo(head));
    }

    @ParameterizedTest
    @CsvSource({"ini voicemail,voicemail.conf", "ini logger,logger.conf"})
    void linesOfOtherFilesAreShippedToo(String info, String file) throws IOException {
        var lines = shipped(file);
        assertThat(Manual.fences(info))
                .isNotEmpty()
                .allSatisfy(fence -> assertThat(lines).containsAll(fence.lines()));
    }
}
