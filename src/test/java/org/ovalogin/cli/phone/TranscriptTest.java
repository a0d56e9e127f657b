package org.ovalogin.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final StringWriter out = new StringWriter();
    private final Transcript transcript = new Transcript(new PrintWriter(out));

    @Test
    void promptsHaveALineEach() {
        transcript.sound("welcome", "Welcome.");
        transcript.sound("enter-pin", "Enter your PIN.");
        assertSeen("» Welcome.", "» Enter your PIN.");
    }

    @Test
    void soundsOfOnePromptShareALine() {
        transcript.sound("mailbox-1", "Mailbox");
        transcript.sound("number-5", "five");
        transcript.sound("number-1", "one");
        transcript.sound("new-pin-1", "Enter at least");
        transcript.sound("more-than-twenty", "more than twenty");
        transcript.sound("new-pin-2", ", please.");
        assertSeen("» Mailbox five one", "» Enter at least more than twenty, please.");
    }

    @Test
    void aPromptThatBeginsWithItsNumberHasALineOfItsOwn() {
        transcript.sound("welcome", "Welcome.");
        transcript.sound("number-1", "one");
        transcript.sound("messages-2", "message");
        assertSeen("» Welcome.", "» one message");
    }

    @Test
    void keysAreDotsBelowThePrompt() {
        transcript.sound("enter-pin", "Enter your PIN.");
        transcript.key();
        transcript.lostKey();
        transcript.key();
        transcript.note("hung up");
        assertSeen("» Enter your PIN.", "  ·×·", "(hung up)");
    }

    @Test
    void waitsInVainInARowAreOneEllipsis() {
        transcript.key();
        transcript.waitedInVain();
        transcript.waitedInVain();
        transcript.sound("welcome", "Welcome.");
        transcript.waitedInVain();
        assertSeen("  ·…", "» Welcome.", "  …");
    }

    @Test
    void aWaitEndsThePromptsLine() {
        transcript.sound("mailbox-1", "Mailbox");
        transcript.silence();
        assertThat(out.toString()).endsWith(System.lineSeparator());
        transcript.sound("number-1", "one");
        assertSeen("» Mailbox", "» one");
    }

    private void assertSeen(String... lines) {
        transcript.close();
        assertThat(out.toString().lines()).containsExactly(lines);
    }
}
