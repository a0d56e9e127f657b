package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
    @Test
    void paragraphsAndLinesStayApartWithoutMarkup() {
        var text = new PolicyText("<p>One</p><p>two<br>three</p><ul><li>a</li><li>b</li></ul>end");
        assertThat(text.plain()).isEqualTo("One\n\ntwo\nthree\n\na\n\nb\n\nend");
    }

    @Test
    void linkKeepsItsAddressWithoutMarkup() {
        assertThat(
                        new PolicyText(
                                        "See <a href=\"https://help.contoso.com/pin\">here</a> or <a href=\"https://a.example\">https://a.example</a>")
                                .plain())
                .isEqualTo("See here (https://help.contoso.com/pin) or https://a.example");
    }

    @Test
    void linesWithoutMarkupAreLinesInBothForms() {
        var text = new PolicyText("Ask room 7\nor call 100 & smile");
        assertThat(text.plain()).isEqualTo("Ask room 7\nor call 100 & smile");
        assertThat(text.safeHtml()).isEqualTo("Ask room 7<br>or call 100 &amp; smile");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>x()</script>",
                "<style>p{}</style>",
                "<iframe src=https://a.example></iframe>",
                "<img src=https://a.example/p>",
                "<svg onload=x()>",
                "<form action=https://a.example><input></form>",
                "<!-- x -->"
            })
    void whatRunsOrLoadsIsGoneInBothForms(String html) {
        assertThat(new PolicyText("a" + html + "b").safeHtml()).isEqualTo("ab");
        assertThat(new PolicyText("a" + html + "b").plain()).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:x()", "data:text/html,x", "//a.example", "\tjavascript:x()"})
    void linkLeadsToAPageOrAnAddressOnly(String href) {
        assertThat(new PolicyText("<a href=\"" + href + "\">x</a>").safeHtml())
                .doesNotContain("href");
    }

    @Test
    void controlCharactersAreGone() {
        assertThat(new PolicyText("a\u0000b\u0007c\u0085d\u001be").plain())
                .doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
    }
}
