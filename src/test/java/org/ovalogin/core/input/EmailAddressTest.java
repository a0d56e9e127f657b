package org.ovalogin.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    private static Finding refusal(String typed) {
        var findings = new ArrayList<Finding>();
        TextChecks.address("Identity", typed, findings);
        assertThat(findings).as(typed).hasSize(1);
        return findings.getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "tony@contoso.com, tony@contoso.com",
        "Tony@Contoso.COM, Tony@Contoso.COM",
        "tony@r4--x.contoso.com, tony@r4--x.contoso.com",
        "Tony@bücher.example, Tony@xn--bcher-kva.example",
        "tony@BÜCHER.Example, tony@xn--bcher-kva.example",
        "tony@xn--bcher-kva.example, tony@xn--bcher-kva.example",
        "tony@XN--BCHER-KVA.example, tony@XN--BCHER-KVA.example",
        "tony@почта.рф, tony@xn--80a1acny.xn--p1ai",
        "tony@例え.テスト, tony@xn--r8jz45g.xn--zckzah",
        "tony@日本語abcカナ.example, tony@xn--abc-mj4b4fp673ao4bc84j.example",
        "tony@उदाहरण.भारत, tony@xn--p1b6ci4b4b3a.xn--h2brj9c",
        "tony@mail.xn--bcher-kva.bücher.example, tony@mail.xn--bcher-kva.xn--bcher-kva.example",
        "tony@xn--strae-oqa.example, tony@xn--strae-oqa.example", // straße
        "tony@xn--nxasmm1c.example, tony@xn--nxasmm1c.example", // βόλος
        "tony@xn--mgba3gch31f060k.example, tony@xn--mgba3gch31f060k.example", // a Persian one
        "tony@xn--i-7iq.example, tony@xn--i-7iq.example" // i❤
    })
    void isTakenAsTypedAndSentToInAscii(String typed, String ascii) {
        assertThat(EmailAddress.isTaken(typed)).isTrue();
        assertThat(EmailAddress.ascii(typed)).isEqualTo(ascii);
    }

    @ParameterizedTest
    @CsvSource({
        "tony@straße.example, tony@xn--strae-oqa.example",
        "tony@STRAẞE.example, tony@xn--strae-oqa.example",
        "tony@βόλος.example, tony@xn--nxasmm1c.example",
        "tony@نامه\u200Cای.example, tony@xn--mgba3gch31f060k.example",
        "tony@क्\u200Dष.example, tony@xn--11b2ezcw70k.example",
        "tony@דוגמה.example, tony@xn--6dbbec0c.example",
        "tony@i❤.example, tony@xn--i-7iq.example",
        "tony@ｃｏｎｔｏｓｏ.com, tony@contoso.com",
        "tony@contoso。com, tony@contoso.com",
        "tony@contoso．com, tony@contoso.com",
        "tony@contoso｡com, tony@contoso.com",
        "tony@ﬁsch.example, tony@fisch.example",
        "tony@\u212Aontoso.com, tony@kontoso.com",
        "tony@①.example, tony@1.example",
        "tony@\u0441ontoso.com, tony@xn--ontoso-hrf.com",
        "tony@c\u03BFntoso.com, tony@xn--cntoso-i0e.com",
        "tony@bu\u0308cher.example, tony@bücher.example",
        "tony@paral·lel.example, tony@xn--parallel-koa.example"
    })
    void whatProgramsReadInDifferentWaysIsRefusedAndToldHowToWrite(String typed, String meant) {
        var refused = refusal(typed);
        assertThat(refused.fault()).isEqualTo(Fault.ADDRESS_DOMAIN);
        assertThat(EmailAddress.isTaken(refused.allowed())).as(refused.allowed()).isTrue();
        assertThat(refused.allowed()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tony@contoso.com.",
                "tony@.contoso.com",
                "tony@contoso..com",
                "tony@contoso。",
                "tony@-contoso.com",
                "tony@contoso-.com",
                "tony@bücher-.example",
                "tony@con_toso.com",
                "tony@contoso.com ",
                "tony@con\u00ADtoso.com",
                "tony@con\u200Btoso.com",
                "tony@con\u2060toso.com",
                "tony@con\u202Etoso.com",
                "tony@con\u034Ftoso.com",
                "tony@b\uFE0Fücher.example",
                "tony@\u3164.example",
                "tony@\u0308bücher.example",
                "tony@xn--.example",
                "tony@xn--a.example",
                "tony@xn--abc-.example",
                "tony@xn--bcher-kv.example",
                "tony@xn--bücher.example",
                "tony@xn--99999999999.example",
                "tony@\uD800.example",
                "tony@\uE000.example",
                "tony",
                "@contoso.com",
                "tony@",
                "a@b@contoso.com"
            })
    void whatIsNoDomainIsRefused(String typed) {
        assertThat(EmailAddress.isTaken(typed)).isFalse();
        assertThat(EmailAddress.ascii(typed)).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bÜcher",
                "ﬁsch",
                "ⅸ",
                "①",
                "bu\u0308cher",
                "b\u00ADü",
                "ü\u2060ü",
                "\u0308ü",
                "ü-",
                "\u200Cü",
                "ü\u2010ü",
                "ü\u2019s",
                "\u1100\u1100\uFF0E",
                "ü\uFE0F"
            })
    void noAsciiFormIsTakenOfWhatALabelNeverIs(String label) {
        assertThat(EmailAddress.isTaken("tony@xn--" + Punycode.encoded(label) + ".example"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"müller@contoso.com", "müller@bücher.example", "\u043Eva@contoso.com"})
    void lettersBeforeTheAtAreAsciiAndTheRefusalSaysSo(String typed) {
        assertThat(refusal(typed).fault()).isEqualTo(Fault.ADDRESS_LOCAL_PART);
    }

    @Test
    void labelsAndDomainsAreNoLongerThanNamesMayBe() {
        var label = "a".repeat(63);
        var most = "%s.%s.%s.%s".formatted(label, label, label, "a".repeat(61));
        assertThat(EmailAddress.isTaken("tony@" + most)).isTrue();
        assertThat(EmailAddress.isTaken("tony@" + most + "a")).isFalse();
        assertThat(EmailAddress.isTaken("tony@" + label + "a.example")).isFalse();
        // 57 letters typed, 63 in ASCII
        assertThat(EmailAddress.isTaken("tony@" + "a".repeat(55) + "ü.example")).isTrue();
        assertThat(EmailAddress.isTaken("tony@" + "a".repeat(60) + "ü.example")).isFalse();
    }

    @Test
    @Timeout(5)
    void aLongOneCostsNothing() {
        for (var label : List.of("ü", "üa.", "xn--a", "ß", "\u4E00\u4E01\u4E02")) {
            var typed = "tony@" + label.repeat(500_000);
            assertThat(EmailAddress.isTaken(typed)).isFalse();
            assertThat(refusal(typed).fault()).isEqualTo(Fault.ADDRESS);
            assertThat(EmailAddress.keys(typed)).isNotEmpty();
        }
    }

    @Test
    void noOtherTextIsReadAsAnAddressThatSomebodyHas() {
        for (var typed :
                List.of(
                        "tony@straße.example",
                        "tony@strasse.example",
                        "tony@xn--strae-oqa.example",
                        "tony@xn--strasse-.example"))
            assertThat(
                            List.of(
                                            "tony@straße.example",
                                            "tony@strasse.example",
                                            "tony@xn--strae-oqa.example",
                                            "tony@xn--strasse-.example")
                                    .stream()
                                    .filter(other -> EmailAddress.same(typed, other)))
                    .containsExactly(typed);
    }

    @ParameterizedTest
    @CsvSource({
        "Tony@BÜCHER.example, tony@xn--bcher-kva.example, true",
        "tony@XN--bcher-KVA.Example, tony@bücher.example, true",
        "tonysmith, TonySmith, true",
        "tony@bücher.example, tony@bucher.example, false",
        "tony@bücher.example, tony@buecher.example, false"
    })
    void addressesAreComparedInAsciiAndWithoutRegardToCase(String one, String other, boolean same) {
        assertThat(EmailAddress.same(one, other)).isEqualTo(same);
    }

    @Test
    void whatAnEarlierReleaseMadeOfItIsAmongItsKeys() {
        assertThat(EmailAddress.keys("Tony@XN--BCHER-kva.Example"))
                .startsWith("tony@xn--bcher-kva.example")
                .contains("tony@bücher.example");
        assertThat(EmailAddress.keys("Tony@BÜCHER.xn--bcher-kva.example"))
                .startsWith("tony@xn--bcher-kva.xn--bcher-kva.example")
                .contains("tony@bücher.xn--bcher-kva.example", "tony@bücher.bücher.example");
        assertThat(EmailAddress.keys("TonySmith")).containsExactly("tonysmith");
    }

    /// No letter alone is turned into another label than the one that is typed, but for its case.
    @Test
    void whateverLetterIsTakenStandsForItself() {
        for (var c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
            if (c >= 0xD800 && c < 0xE000) continue;
            var letter = Character.toString(c);
            var ascii = DomainName.ascii(letter + letter);
            if (ascii.isEmpty()) continue;
            assertThat(Punycode.decoded(ascii.get().substring(4)))
                    .as("U+%X", c)
                    .contains(letter.toLowerCase(Locale.ROOT).repeat(2));
            var lower = letter.toLowerCase(Locale.ROOT);
            assertThat(IDN.toASCII(lower + lower)).as("U+%X", c).isEqualTo(ascii.get());
        }
    }
}
