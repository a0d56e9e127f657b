package org.ovalogin.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ovalogin.Ports;
import org.ovalogin.core.moving.BoxRemark;
import org.ovalogin.lab.AsteriskLab;
import org.ovalogin.lab.RealAsterisk;

/// A real Asterisk finds the same boxes in a file.
@RealAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoxesThroughAsteriskIT {
    private static final String USERS =
            """
            [general]
            hasvoicemail=yes
            [51]
            fullname=User
            vmsecret=1
            [52]
            hasvoicemail=no
            """;

    /// Whatever of Asterisk's rules may be misread.
    private static final String BOXES =
            """
            [general]
            format=wav
            [t](!)
            1 => 1,T
            2 = 2,U ;-- comment
            3 => 3 --;4 => 4,After
            [a](t)
            5 => 5;-- x --;6,Mid
            6 => 6 ;--- dashes
            7 => 7\\;8,Esc
             [b]
            8 => 8
            [a](+)
            9 +=9,Nine
            9 += ,Ten
            ;--
            10 => 10
            ;-- nested
            --;
            11 => 11
            --; 12 => 12,Twelve
            13 => 13;--
            --;14 => 14
            #tryinclude nothing.conf
            #include more/*.conf
            15 => 15
            [a]
            1 => 99,Dup
            # a comment of sorts
            16 =>16
            17=>17
            noequals
            \\[18 => 18
            *19 => 19
            [C](t,a)
            [default]
            51 => 51,Other
            52 => 52
            """;

    private AsteriskLab lab;

    @BeforeAll
    void start() {
        lab = AsteriskLab.start(Ports.free());
    }

    @AfterAll
    void end() {
        lab.close();
    }

    @Test
    void theyAreTheSame() throws IOException {
        var folder = lab.configuration();
        Files.createDirectories(folder.resolve("more"));
        Files.writeString(folder.resolve("more/1.conf"), "20 => 20\n[d]\n21 => 21\n");
        Files.writeString(folder.resolve("more/2.conf"), "22 => 22\n");
        Files.writeString(folder.resolve("users.conf"), USERS);
        var file = Files.writeString(folder.resolve("voicemail.conf"), BOXES);
        lab.cli("voicemail reload");
        var theirs =
                lab.cli("voicemail show users")
                        .lines()
                        .filter(line -> line.matches("\\S+ +\\S+ .*\\d+"))
                        .map(line -> line.split(" +", 3))
                        .map(words -> words[1] + "@" + words[0])
                        .toList();
        assertThat(theirs).contains("51@default", "22@d", "20@a");
        var ours =
                new VoicemailConfReader(VoicemailConf.read(file), file)
                        .read().boxes().stream()
                                .filter(b -> !b.remarks().contains(BoxRemark.OVERRIDDEN))
                                .map(b -> b.numbers().getFirst() + "@" + b.context())
                                .filter(b -> !b.startsWith("*"))
                                .map(b -> b.toLowerCase(Locale.ROOT))
                                .toList();
        assertThat(ours)
                .containsExactlyInAnyOrderElementsOf(
                        theirs.stream().map(b -> b.toLowerCase(Locale.ROOT)).toList());
    }
}
