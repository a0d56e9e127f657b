package org.ovalogin.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.cli.shell.Typist;

class PromptTest {
    @Nested
    class FromStandardInput {
        private String line(byte[] bytes) {
            var input = new Prompt(new ByteArrayInputStream(bytes));
            return new String(input.choose("password of tony"));
        }

        private String line(String text) {
            return line(text.getBytes(UTF_8));
        }

        @Test
        void isOneLineWithEverythingInIt() {
            assertThat(line(" Zoë's 😀 word \n")).isEqualTo(" Zoë's 😀 word ");
            assertThat(line("with CR\r\nnext")).isEqualTo("with CR");
            assertThat(line("without end")).isEqualTo("without end");
        }

        @Test
        void leavesTheNextLineAlone() throws IOException {
            var in = new ByteArrayInputStream("one\ntwo\n".getBytes(UTF_8));
            new Prompt(in).choose("password of tony");
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("two\n");
        }

        @Test
        void isThere() {
            for (var text : new String[] {"", "\n", "\r\n"})
                assertThatThrownBy(() -> line(text))
                        .isInstanceOf(UsageException.class)
                        .hasMessageStartingWith("no password of tony");
        }

        @Test
        void isText() {
            assertThatThrownBy(() -> line(new byte[] {'a', (byte) 0xff, '\n'}))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("not UTF-8");
        }

        @Test
        void isNotEndless() {
            assertThatThrownBy(() -> line("x".repeat(1025)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("longer than 1024 bytes");
        }

        @Test
        void isNoYes() {
            var input = new Prompt(new ByteArrayInputStream("y\n".getBytes(UTF_8)));
            assertThatThrownBy(() -> input.agreed("Remove it?"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--yes");
        }
    }

    @Nested
    class Typed {
        @Test
        void isTypedTwice() {
            var person = new Typist("secret", "secret");
            assertThat(person.input().choose("password of tony")).isEqualTo("secret".toCharArray());
            assertThat(person.prompts()).containsExactly("New password of tony: ", "Once more: ");
        }

        @Test
        void isRefusedWhereTheTwoDiffer() {
            assertThatThrownBy(() -> new Typist("secret", "Secret").input().choose("password"))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("the two entries differ; nothing was done");
        }

        @Test
        void isCorrectedUnseenAndLeftWithCtrlC() {
            var corrected = new Typist("secrt\u007fet", "x\u0015secret");
            assertThat(corrected.input().choose("password")).isEqualTo("secret".toCharArray());
            assertThat(corrected.prompts()).containsExactly("New password: ", "Once more: ");
            assertThatThrownBy(() -> new Typist("sec\u0003").input().choose("password"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("no password");
        }

        @Test
        void mayBeLeftWithoutAnEntry() {
            assertThatThrownBy(() -> new Typist("").input().choose("password of tony"))
                    .isInstanceOf(UsageException.class);
            assertThatThrownBy(() -> new Typist().input().choose("password of tony"))
                    .isInstanceOf(UsageException.class);
        }

        @Test
        void anythingButYesIsNo() {
            for (var yes : new String[] {"y", "Yes", " y "})
                assertThat(new Typist(yes).input().agreed("Remove it?")).isTrue();
            for (var no : new String[] {"", "n", "yo", "yesno"})
                assertThat(new Typist(no).input().agreed("Remove it?")).isFalse();
            assertThat(new Typist().input().agreed("Remove it?")).isFalse();
        }
    }
}
