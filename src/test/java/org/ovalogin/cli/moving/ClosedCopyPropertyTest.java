package org.ovalogin.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.ovalogin.cli.terminal.ShellException;

/// Any file at all is refused, or closed without another change.
class ClosedCopyPropertyTest {
    private static Path folder = Path.of("");

    @BeforeContainer
    static void folder() throws IOException {
        folder = Files.createTempDirectory("closed");
    }

    @AfterContainer
    static void clean() throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) Files.delete(file);
        }
        Files.delete(folder);
    }

    /// A line, and the same line closed.
    record Line(String open, String closed) {
        static Line same(String text) {
            return new Line(text, text);
        }
    }

    private static VoicemailConf conf(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("voicemail.conf"), bytes);
        return new VoicemailConf(AsteriskConfig.read(file), Optional.empty());
    }

    private static byte[] closed(VoicemailConf conf) {
        return new ClosedCopy(conf).bytes().values().iterator().next();
    }

    @Property(tries = 300)
    void onlyPasswordsChange(@ForAll("lines") List<Line> lines, @ForAll boolean windows)
            throws IOException {
        var end = windows ? "\r\n" : "\n";
        var head = "[general]" + end + "maxmsg=100" + end + "[default]" + end;
        var open = head + lines.stream().map(l -> l.open() + end).collect(Collectors.joining());
        var expected =
                head + lines.stream().map(l -> l.closed() + end).collect(Collectors.joining());
        var conf = conf(open.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(new String(closed(conf), StandardCharsets.ISO_8859_1)).isEqualTo(expected);
        assertThat(new ClosedCopy(conf).open()).isEmpty();
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        var number = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(6);
        var password =
                Arbitraries.oneOf(
                        Arbitraries.strings().withChars("0123456789*#ABCD").ofMaxLength(8),
                        Arbitraries.of("-1234", "-", "\\;12", "12\\;", "0 1", "é"));
        var rest =
                Arbitraries.of(
                        "", ",Zoé", ",A,a@x.com|b@x.com,,tz=x|y=1,2", ",,,,", ",O\\;B ; why", ",=");
        var arrow = Arbitraries.of(" => ", "=", " =", "=>", "\t=>\t");
        var box =
                Combinators.combine(number, arrow, password, rest)
                        .as(
                                (n, a, p, r) ->
                                        // with nothing behind it, the password comes where blanks
                                        // end
                                        p.isEmpty() && r.isEmpty()
                                                ? new Line(
                                                        n + a,
                                                        n + a.stripTrailing() + "-x" + trail(a))
                                                : new Line(n + a + p + r, n + a + "-x" + r));
        var other =
                Arbitraries.of(
                        Line.same("; 1000 => 1234,Ann"),
                        Line.same(""),
                        Line.same("   "),
                        Line.same(";-- 1000 => 1234 --;"),
                        Line.same("[sales]"),
                        Line.same("[zonemessages]\nparis=Europe/Paris|x\n[default](+)"),
                        Line.same("no sense"),
                        new Line(
                                "1 => 1;-- 2 => 2\n3 => 3\n--;4,D",
                                "1 => -x;-- 2 => 2\n3 => 3\n--;4,D"));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, box), net.jqwik.api.Tuple.of(1, other))
                .list()
                .ofMaxSize(20);
    }

    private static String trail(String arrow) {
        return arrow.substring(arrow.stripTrailing().length());
    }

    @Property(tries = 2000)
    void noBytesBreakIt(@ForAll("bytes") String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        VoicemailConf conf;
        try {
            conf = conf(bytes);
        } catch (ShellException _) {
            return;
        }
        var before = conf.lines();
        var copy = new ClosedCopy(conf);
        var after = conf(closed(conf)).lines();
        assertThat(after).hasSameSizeAs(before);
        for (var i = 0; i < before.size(); i++) {
            assertThat(withoutPlace(after.get(i))).isEqualTo(withoutPlace(before.get(i)));
            assertThat(after.get(i).name()).isEqualTo(before.get(i).name());
            assertThat(after.get(i).addresses()).isEqualTo(before.get(i).addresses());
            if (copy.open().isEmpty())
                assertThat(after.get(i).password()).containsPattern("[^0-9A-D*#-]");
        }
    }

    /// Comments on top of the copy, where secret.conf ruled, move every line down.
    private static String withoutPlace(BoxLine line) {
        return line.toString().replaceFirst(":[0-9]+$", "");
    }

    @Provide
    Arbitrary<String> bytes() {
        var pieces =
                Arbitraries.of(
                        "[general]\n",
                        "[a]\n",
                        "[t](!)\n",
                        "[b](t)\n",
                        "[a](+)\n",
                        "[general](t)\n",
                        ";",
                        ";--",
                        "--;",
                        "--",
                        "\\",
                        "\n",
                        "\r\n",
                        " ",
                        "=",
                        "=>",
                        "+=",
                        ",",
                        "|",
                        "1000",
                        "12",
                        "-x",
                        "passwordlocation=spooldir",
                        "\0",
                        "\u00e9",
                        "[",
                        "]",
                        "(",
                        ")",
                        "#exec x\n",
                        "#tryinclude y\n",
                        "aliasescontext=a\n");
        return pieces.list().ofMaxSize(40).map(list -> String.join("", list));
    }
}
