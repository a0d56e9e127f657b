package org.ovalogin.cli.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A terminal without a screen, whose keys the test presses while the server's side talks.
class KeyboardTest {
    private final StringWriter out = new StringWriter();
    private final Transcript transcript = new Transcript(new PrintWriter(out));

    @FunctionalInterface
    private interface Side {
        void talk(Ivr.Call call, Fingers fingers) throws Exception;
    }

    private static final class Screenless extends LineDisciplineTerminal {
        Screenless() throws IOException {
            super("test", "xterm", new ByteArrayOutputStream(), UTF_8);
        }

        /// Can be asked of a closed terminal, too.
        boolean has(LocalFlag flag) {
            return attributes.getLocalFlag(flag);
        }
    }

    /// They press when the phone carries out a command: before, Asterisk would drop the keys.
    private record Fingers(LineDisciplineTerminal terminal, Channel channel) {
        void press(String keys) throws IOException {
            await().until(channel::attentive);
            terminal.processInputBytes(keys.getBytes(UTF_8));
        }
    }

    private void call(Side side) throws Exception {
        var terminal = new Screenless();
        var keypad = new LiveKeypad();
        var channel = new Channel(keypad, transcript);
        var dialling = new CountDownLatch(1);
        try (var keyboard = new Keyboard(terminal);
                var ivr =
                        new Ivr(
                                call -> {
                                    try {
                                        dialling.await();
                                        side.talk(call, new Fingers(terminal, channel));
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
                var socket = ServerAddress.of(ivr.address()).connect()) {
            keyboard.dial(keypad, channel, transcript);
            dialling.countDown();
            var sounds = new InstalledSounds(PhoneUnderTest::texts, Optional.empty());
            var earpiece =
                    new Earpiece(channel, sounds, transcript, new Speaker(transcript, false));
            new AgiConversation(
                            socket,
                            channel,
                            new AsteriskSide(
                                    channel, new Variables("en", "PJSIP/phone-00000001"), earpiece))
                    .hold(
                            new Announcement(
                                    "test", "default", false, "", "PJSIP/phone-00000001", "en"));
        }
        transcript.close();
        assertThat(terminal.has(LocalFlag.ICANON)).isTrue();
        assertThat(terminal.has(LocalFlag.ECHO)).isTrue();
    }

    @Test
    void keysCountAtOnceCutThePromptAndAreTypedAhead() throws Exception {
        call(
                (call, fingers) -> {
                    call.ask("ANSWER");
                    call.say("STREAM FILE ova/welcome \"0123456789*#\"");
                    fingers.press("51#");
                    assertThat(call.hear()).startsWith("200 result=53 endpos=");
                    assertThat(call.ask("GET DATA \"\" 5000 24")).isEqualTo("200 result=1");
                });
        assertThat(out.toString().lines()).containsExactly("» Welcome to voice mail.", "  ···");
    }

    @Test
    void promptNobodyCutsTakesItsTime() throws Exception {
        call(
                (call, _) -> {
                    call.ask("ANSWER");
                    var start = System.nanoTime();
                    assertThat(call.play("number-1")).isEqualTo("200 result=0 endpos=1560");
                    assertThat(System.nanoTime() - start).isGreaterThan(190_000_000L);
                });
    }

    @Test
    void keyDuringASoundWithoutEscapeDigitsIsLost() throws Exception {
        call(
                (call, fingers) -> {
                    call.ask("ANSWER");
                    call.say("STREAM FILE ova/welcome \"\"");
                    fingers.press("5");
                    assertThat(call.hear()).startsWith("200 result=0");
                    assertThat(call.waitForKey(1)).isEqualTo("200 result=0");
                });
        assertThat(out.toString().lines()).containsExactly("» Welcome to voice mail.", "  ×…");
    }

    @Test
    void whatIsNoKeyOfATelephoneDoesNothing() throws Exception {
        call(
                (call, fingers) -> {
                    call.ask("ANSWER");
                    call.say("WAIT FOR DIGIT 5000");
                    fingers.press("ax é\r\033[15~\033[A\033OP7");
                    assertThat(call.hear()).isEqualTo("200 result=55");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "\u0003", "\u0004"})
    void hangingUpEndsTheCommandAndTellsTheServer(String key) throws Exception {
        call(
                (call, fingers) -> {
                    call.ask("ANSWER");
                    call.say("STREAM FILE ova/welcome \"0123456789*#\"");
                    fingers.press(key);
                    assertThat(call.hear()).startsWith("200 result=-1 endpos=");
                    assertThat(call.hear()).isEqualTo("HANGUP");
                    assertThat(call.waitForKey(1)).startsWith("511 ");
                });
        assertThat(out.toString().lines()).endsWith("(hung up)");
    }
}
