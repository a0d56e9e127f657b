package org.ovalogin.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.cli.terminal.ShellException;

/// Files of Asterisk are read as Asterisk reads them.
class AsteriskConfigTest {
    @TempDir private Path folder;

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private AsteriskConfig read(String text) throws IOException {
        return AsteriskConfig.read(write("voicemail.conf", text));
    }

    private List<String> lines(String text) throws IOException {
        return lines(read(text));
    }

    /// As in `default: 1000=1234`.
    private static List<String> lines(AsteriskConfig config) {
        return config.sections().stream()
                .flatMap(
                        s ->
                                s.entries().stream()
                                        .map(e -> s.name() + ": " + e.name() + "=" + e.value()))
                .toList();
    }

    @Nested
    class Lines {
        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                textBlock =
                        """
                        1000 => 1234,Ann            ~ 1000=1234,Ann
                        1000=1234,Ann               ~ 1000=1234,Ann
                        1000 =>1234 ; her first     ~ 1000=1234
                        1000 => 1234\\;5             ~ 1000=1234;5
                        1000 => 12;-- new --;34     ~ 1000=1234
                        1000 => 12;--new--;34;rest  ~ 1000=1234
                        1000 => 1 ;--- no block     ~ 1000=1
                        1000 =>                     ~ 1000=
                        1000 => a=b                 ~ 1000=a=b
                        \\#1 => 2                    ~ #1=2
                        """)
        void areEntries(String line, String expected) throws IOException {
            assertThat(lines("[a]\n" + line + "\n")).containsExactly("a: " + expected);
        }

        @Test
        void commentsGoOnOverLinesAndNest() throws IOException {
            assertThat(
                            lines(
                                    "[a]\n1 => 1\n2 => 2;-- out\n3 => 3\n;-- in\n4 => 4 --;\n5 => 5 --; 6 => 6\n7 => 7"))
                    .containsExactly("a: 1=1", "a: 2=2", "a: 6=6", "a: 7=7");
        }

        @Test
        void anEndWithoutBeginningHidesTheRestAsInAsterisk() throws IOException {
            var config = read("[a]\n1 => 1 --;\n2 => 2\n;--\n3 => 3\n");
            assertThat(lines(config)).containsExactly("a: 1=1 --;", "a: 3=3");
            assertThat(config.warnings())
                    .singleElement()
                    .asString()
                    .contains("voicemail.conf:2: --;");
        }

        @Test
        void valuesGoOn() throws IOException {
            assertThat(lines("[a]\n1 => 12\n1 +=34\n1 += ,Ann \n2 += 5"))
                    .containsExactly("a: 1=1234 ,Ann", "a: 2=5");
        }

        @Test
        void windowsLineEndsAndAMarkAreNoText() throws IOException {
            assertThat(lines("\uFEFF[a]\r\n1 => 1\r\n")).containsExactly("a: 1=1");
        }

        @Test
        void linesWithoutSenseAreTold() throws IOException {
            var config = read("[a]\n1234\n= 5\n#pragma\n#include\n1 => 1\n");
            assertThat(lines(config)).containsExactly("a: 1=1");
            assertThat(config.warnings()).hasSize(4).noneMatch(w -> w.contains("1234"));
        }

        @Test
        void aTooLongLineIsSkippedAndTold() throws IOException {
            var config = read("[a]\n1 => " + "x".repeat(9000) + "\n2 => 2\n");
            assertThat(lines(config)).containsExactly("a: 2=2");
            assertThat(config.warnings()).singleElement().asString().contains("longer");
        }

        @Test
        void latin1IsReadWhereBytesAreNotUtf8() throws IOException {
            var file = folder.resolve("voicemail.conf");
            Files.write(file, "[a]\n1 => 1,Zoé\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(lines(AsteriskConfig.read(file))).containsExactly("a: 1=1,Zoé");
            Files.writeString(file, "[a]\n1 => 1,Zoé\n");
            assertThat(lines(AsteriskConfig.read(file))).containsExactly("a: 1=1,Zoé");
        }
    }

    @Nested
    class Sections {
        @Test
        void inheritGoOnAndAreTemplates() throws IOException {
            var config =
                    read("[t](!)\n1 => 1\n[a](t)\n2 => 2\n[b]\n3 => 3\n[a](+)\n4 => 4\n[c](a,b)\n");
            assertThat(lines(config))
                    .containsExactly(
                            "t: 1=1", "a: 1=1", "a: 2=2", "a: 4=4", "b: 3=3", "c: 1=1", "c: 2=2",
                            "c: 4=4", "c: 3=3");
            assertThat(config.named("t")).isEmpty();
            assertThat(config.named("A")).hasSize(1);
        }

        @Test
        void aBlankBeforeTheParenthesisIsNoTemplate() throws IOException {
            assertThat(read("[t] (!)\n1 => 1\n").named("t")).hasSize(1);
        }

        @Test
        void ofOneNameMayOccurTwice() throws IOException {
            assertThat(lines("[a]\n1 => 1\n[a]\n1 => 2\n")).containsExactly("a: 1=1", "a: 1=2");
        }

        @Test
        void theLastOptionCounts() throws IOException {
            assertThat(
                            read("[general]\nTZ=x\ntz=y\n")
                                    .option("general", "tz")
                                    .orElseThrow()
                                    .value())
                    .isEqualTo("y");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                textBlock =
                        """
                        1 => 1     ~ voicemail.conf:1: a line before the first section
                        [a         ~ voicemail.conf:1: a section's name without ]
                        [a](b      ~ voicemail.conf:1: ( without ) after a section's name
                        [a](b)     ~ voicemail.conf:1: the section 'b' is inherited from before it is there
                        [a](+)     ~ voicemail.conf:1: the section 'a' is continued before it is there
                        #include x ~ voicemail.conf:1: the included file 'x' is not there
                        """)
        void thatAsteriskRefusesAreRefused(String text, String message) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(ShellException.class)
                    .hasMessageEndingWith(message);
        }
    }

    @Nested
    class Includes {
        @Test
        void areReadInTheirPlaceAndTheirOrder() throws IOException {
            write("boxes/2.conf", "2 => 2\n");
            write("boxes/1.conf", "1 => 1\n[b]\n");
            write("boxes/.3.conf", "3 => 3\n");
            var config = read("[a]\n#include \"boxes/*.conf\"\n4 => 4\n#tryinclude <none.conf>\n");
            assertThat(lines(config)).containsExactly("a: 1=1", "a: 4=4", "b: 2=2");
            assertThat(config.files())
                    .extracting(f -> f.path().getFileName().toString())
                    .containsExactly("voicemail.conf", "1.conf", "2.conf");
        }

        @Test
        void knowFileAndLine() throws IOException {
            write("one.conf", "\n\n1 => 1\n");
            var place =
                    read("[a]\n#include one.conf\n")
                            .sections()
                            .getFirst()
                            .entries()
                            .getFirst()
                            .place();
            assertThat(place).hasToString(folder.resolve("one.conf") + ":3");
        }

        @Test
        void thatIncludeThemselvesAreRefused() throws IOException {
            write("one.conf", "#include voicemail.conf\n");
            assertThatThrownBy(() -> read("[a]\n#include one.conf\n"))
                    .isInstanceOf(ShellException.class)
                    .hasMessageEndingWith("one.conf:1: the file includes itself");
        }

        @Test
        void areBoundedInDepth() throws IOException {
            for (var i = 1; i <= 12; i++) write(i + ".conf", "#include " + (i + 1) + ".conf\n");
            assertThatThrownBy(() -> read("[a]\n#include 1.conf\n"))
                    .hasMessageEndingWith("10.conf:1: files include each other more than 10 deep");
        }

        @Test
        void ofProgramsAreListedAndNotRun() throws IOException {
            var proof = folder.resolve("proof");
            var config = read("[a]\n#exec \"touch " + proof + "\"\n1 => 1\n");
            assertThat(config.programs())
                    .singleElement()
                    .hasToString(folder.resolve("voicemail.conf") + ":2");
            assertThat(proof).doesNotExist();
            assertThat(lines(config)).containsExactly("a: 1=1");
        }
    }

    @Test
    void aMissingFileIsTold() {
        assertThatThrownBy(() -> AsteriskConfig.read(folder.resolve("none.conf")))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("none.conf can't be read");
    }

    @Test
    void aFolderIsTold() {
        assertThatThrownBy(() -> AsteriskConfig.read(folder))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining(folder + " is a folder");
    }

    @Test
    void nothingPrintsAValue() throws IOException {
        var config = read("[a]\n1000 => 8642,Ann\n");
        var section = config.sections().getFirst();
        var entry = section.entries().getFirst();
        assertThat(List.of(config, section, entry, entry.source(), config.files()).toString())
                .doesNotContain("8642");
    }
}
