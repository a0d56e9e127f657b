package org.ovalogin.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.cli.terminal.ShellException;

/// In a closed copy no box opens, and nothing but passwords is changed.
class ClosedCopyTest {
    @TempDir private Path folder;

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    private ClosedCopy copy(String text) throws IOException {
        return new ClosedCopy(VoicemailConf.read(write("voicemail.conf", text)));
    }

    private static String text(ClosedCopy copy, String name) {
        return copy.bytes().entrySet().stream()
                .filter(e -> e.getKey().path().endsWith(name))
                .map(e -> new String(e.getValue(), StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining());
    }

    private String closed(String text) throws IOException {
        var copy = copy(text);
        assertThat(copy.open()).isEmpty();
        return text(copy, "voicemail.conf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    1000 => 4711,Ann ; 4711~1000 => -x,Ann ; 4711
                    1000=4711~1000=-x
                    1000 =>~1000 =>-x
                    1000 => ,Ann~1000 => -x,Ann
                    1000 => ; nothing~1000 =>-x ; nothing
                    1000 => -4711,Ann~1000 => -x,Ann
                    1000 => -,Ann~1000 => -x,Ann
                    1000 => -x,Ann~1000 => -x,Ann
                    1000 => 47\\;11,Ann~1000 => -x,Ann
                    1000 => 47;-- c --;11,Ann~1000 => -x;-- c --;,Ann
                    1000 => 4711,Zoé,,,a=b,c~1000 => -x,Zoé,,,a=b,c
                    abc => secret,Letters~abc => -x,Letters
                    ;1000 => 4711~;1000 => 4711
                    """)
    void onlyThePasswordIsReplaced(String line, String expected) throws IOException {
        assertThat(closed("[general]\r\na=b\r\n[default]\r\n" + line + "\r\n"))
                .isEqualTo("[general]\r\na=b\r\n[default]\r\n" + expected + "\r\n");
    }

    @Test
    void duplicatesTemplatesAndContinuedValuesAreClosed() throws IOException {
        assertThat(
                        closed(
                                """
                                [general]
                                x=1
                                [t](!)
                                1000 => 1111,A
                                [zonemessages]
                                paris=Europe/Paris|x
                                [a](t)
                                1000 => 2222,B
                                1001 => 33
                                1001 +=33,C
                                """))
                .isEqualTo(
                        """
                        [general]
                        x=1
                        [t](!)
                        1000 => -x,A
                        [zonemessages]
                        paris=Europe/Paris|x
                        [a](t)
                        1000 => -x,B
                        1001 => -x
                        1001 +=,C
                        """);
    }

    @Test
    void includedFilesAreCopiesOfTheirOwn() throws IOException {
        write("boxes/a.conf", "1000 => 1111\n");
        var copy = copy("[a]\n#include \"boxes/*.conf\"\n1001 => 2222\n");
        assertThat(text(copy, "voicemail.conf"))
                .isEqualTo("[a]\n#include \"boxes/*.conf\"\n1001 => -x\n");
        assertThat(text(copy, "a.conf")).isEqualTo("1000 => -x\n");
        assertThat(copy.open()).isEmpty();
    }

    @Nested
    class SpoolFolders {
        @Test
        void doNotWinAnyMore() throws IOException {
            assertThat(
                            closed(
                                    """
                                    [general]
                                    passwordlocation = spooldir ; safe
                                    [a]
                                    1000 => 1111,Ann,,,tz=x|PasswordLocation=spooldir
                                    """))
                    .isEqualTo(
                            """
                            ; Voice mail asks for PINs elsewhere now: no box of this file opens by telephone.
                            ; passwordlocation was spooldir. Passwords in secret.conf do not count any more.
                            [general]
                            passwordlocation = voicemail.conf ; safe
                            [a]
                            1000 => -x,Ann,,,tz=x|PasswordLocation=voicemail.conf
                            """);
        }
    }

    @Nested
    class Users {
        @Test
        void getAPasswordOfTheirOwn() throws IOException {
            write(
                    "users.conf",
                    """
                    [general]
                    hasvoicemail=yes
                    [1000]
                    secret=telephone
                    vmsecret=6666
                    [1001](+)
                    """
                                    .replace("[1001](+)", "[1001]\nsecret=telephone")
                            + "[1002]\nhasvoicemail=no\nvmsecret=1234\n");
            var copy = copy("[default]\n1000 => 1111\n");
            assertThat(text(copy, "users.conf"))
                    .isEqualTo(
                            """
                            [general]
                            hasvoicemail=yes
                            [1000]
                            secret=telephone
                            vmsecret=-x
                            [1001]
                            vmsecret = -x
                            secret=telephone
                            [1002]
                            hasvoicemail=no
                            vmsecret=1234
                            """);
            assertThat(copy.open()).isEmpty();
        }

        @Test
        void ofNoBoxStayAlone() throws IOException {
            write("users.conf", "[1000]\nsecret=telephone\n");
            assertThat(copy("[default]\n1000 => 1111\n").bytes()).hasSize(1);
        }
    }

    @Nested
    class WhatStaysOpen {
        @Test
        void isListedForPrograms() throws IOException {
            assertThat(copy("[a]\n1000 => 1111\n#exec boxes.sh\n").open())
                    .singleElement()
                    .asString()
                    .endsWith("voicemail.conf:3: boxes made by this program stay open");
        }

        @Test
        void isListedForLinesThatAreOptionsToo() throws IOException {
            var copy = copy("[t](!)\n1000=1111\n[general](t)\n[a](t)\n1001 => 2222\n");
            assertThat(text(copy, "voicemail.conf"))
                    .isEqualTo("[t](!)\n1000=1111\n[general](t)\n[a](t)\n1001 => -x\n");
            assertThat(copy.open())
                    .singleElement()
                    .asString()
                    .endsWith("voicemail.conf:2: the box stays open");
        }
    }

    @Nested
    class NewFiles {
        private ClosedCopy copied() throws IOException {
            write("boxes/a.conf", "1000 => 1111\n");
            return copy("[a]\n#include boxes/a.conf\n");
        }

        @Test
        void haveTheOriginalsModeAndPlace() throws IOException {
            var copy = copied();
            Files.setPosixFilePermissions(
                    folder.resolve("boxes/a.conf"), PosixFilePermissions.fromString("rw-r-----"));
            var out = folder.resolve("closed/voicemail.conf");
            new ClosedFiles(out).write(copy.bytes());
            assertThat(out).hasContent("[a]\n#include boxes/a.conf\n");
            assertThat(folder.resolve("closed/boxes/a.conf")).hasContent("1000 => -x\n");
            assertThat(Files.getPosixFilePermissions(folder.resolve("closed/boxes/a.conf")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        }

        @Test
        void giveAnotherGroupNoMoreThanEverybody() throws IOException {
            var copy = copied();
            var original = folder.resolve("boxes/a.conf");
            Files.setPosixFilePermissions(original, PosixFilePermissions.fromString("rw-rw-r--"));
            assumeThat(inGroup(original, "daemon")).as("may give files away").isTrue();
            new ClosedFiles(folder.resolve("closed/voicemail.conf")).write(copy.bytes());
            assertThat(Files.getPosixFilePermissions(folder.resolve("closed/boxes/a.conf")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        }

        private static boolean inGroup(Path file, String group) {
            try {
                var daemon =
                        file.getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByGroupName(group);
                Files.setAttribute(file, "posix:group", daemon);
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        @Test
        void haveAnotherPlaceWhereTheOriginalIsElsewhere() throws IOException {
            var other = write("elsewhere/a.conf", "1001 => 4711\n");
            var main =
                    write(
                            "here/voicemail.conf",
                            "[default]\n1000 => 4711\n#include \"%s\"\n".formatted(other));
            var files = VoicemailConf.read(main).files();
            var copies = new ClosedFiles(folder.resolve("closed/voicemail.conf"));
            assertThat(copies.elsewhere(files))
                    .containsExactly(Map.entry(Path.of(folder + "/closed" + other), other));
        }

        @Test
        void takeNobodysPlaceAndFollowNoLink() throws IOException {
            var copy = copied();
            var target = write("kept", "kept");
            var link = Files.createSymbolicLink(folder.resolve("link"), target);
            var dangling =
                    Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("new"));
            for (var out : new Path[] {target, link, dangling})
                assertThatThrownBy(() -> new ClosedFiles(out).write(copy.bytes()))
                        .isInstanceOf(ShellException.class)
                        .hasMessageContaining("exists already");
            assertThat(target).hasContent("kept");
            assertThat(folder.resolve("new")).doesNotExist();
        }

        @Test
        void followNoLinkOfAFolder() throws IOException {
            var copy = copied();
            Files.createDirectories(folder.resolve("elsewhere"));
            Files.createDirectories(folder.resolve("closed"));
            Files.createSymbolicLink(folder.resolve("closed/boxes"), folder.resolve("elsewhere"));
            assertThatThrownBy(
                            () ->
                                    new ClosedFiles(folder.resolve("closed/voicemail.conf"))
                                            .write(copy.bytes()))
                    .isInstanceOf(ShellException.class);
            assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
        }

        @Test
        void areNotWrittenWhereOneOfThemIsThere() throws IOException {
            var copy = copied();
            assertThatThrownBy(() -> new ClosedFiles(folder.resolve("other")).write(copy.bytes()))
                    .isInstanceOf(ShellException.class)
                    .hasMessageContaining("boxes/a.conf");
            assertThat(folder.resolve("other")).doesNotExist();
        }
    }

    @Test
    void aHouseOf200BoxesIsClosed() throws IOException {
        var fixture = VoicemailFixture.write(folder);
        var copy = new ClosedCopy(VoicemailConf.read(fixture.file()));
        assertThat(copy.open()).isEmpty();
        var expected =
                Files.readString(fixture.file(), StandardCharsets.ISO_8859_1)
                        .replaceAll("(?m)^(\\d+ => )[^,]*,", "$1-x,");
        assertThat(text(copy, "voicemail.conf")).isEqualTo(expected);
        assertThat(copy.bytes()).hasSize(4);
        copy.bytes()
                .values()
                .forEach(
                        bytes ->
                                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                                        .doesNotContain(
                                                fixture.owners().stream()
                                                        .map(VoicemailFixture.Owner::password)
                                                        .filter(p -> p.length() > 5)
                                                        .toArray(String[]::new)));
    }
}
