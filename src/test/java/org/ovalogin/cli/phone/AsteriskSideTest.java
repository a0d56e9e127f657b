package org.ovalogin.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsteriskSideTest {
    /// The replies to commands in an answered call with these keys.
    private static List<String> replies(String keys, String... commands) {
        var replies = new ArrayList<String>();
        PhoneUnderTest.call(
                keys,
                call -> {
                    call.ask("ANSWER");
                    for (var command : commands) replies.add(call.ask(command));
                });
        return replies;
    }

    /// A sound that a key cuts has played for as long as the machine took to see the key.
    private static String cutSomewhere(String reply) {
        return reply.replaceFirst("endpos=[0-9]+$", "endpos=…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ANSWER                                     | 200 result=0
                    CHANNEL STATUS                             | 200 result=6
                    SET AUTOHANGUP 600                         | 200 result=0
                    SET VARIABLE OVA_NEXT "hangup"             | 200 result=1
                    GET VARIABLE OVA_NEXT                      | 200 result=0
                    GET VARIABLE CHANNEL(language)             | 200 result=1 (en)
                    GET FULL VARIABLE ${VM_INFO(51234@default,count,INBOX)} | 200 result=1 (0)
                    GET FULL VARIABLE "a ${NOTHING} b"         | 200 result=1 (a  b)
                    VERBOSE "a call" 3                         | 200 result=1
                    NOOP                                       | 200 result=0
                    wait for digit 0                           | 200 result=0
                    STREAM FILE ova/welcome ""                 | 200 result=0 endpos=11440
                    STREAM FILE "ova/welcome" "0123456789*#"   | 200 result=0 endpos=11440
                    STREAM FILE ova/no-such-sound ""           | 200 result=-1 endpos=0
                    STREAM FILE vm-goodbye ""                  | 200 result=-1 endpos=0
                    GET DATA ova/no-such-sound 1000 4          | 200 result=-1
                    GET DATA "" 1000 0                         | 200 result=-1
                    GET DATA "" 1 4                            | 200 result= (timeout)
                    HANGUP                                     | 200 result=1
                    EXEC Playback hello                        | 510 Invalid or unknown command
                    GET                                        | 510 Invalid or unknown command
                    GARBAGE                                    | 510 Invalid or unknown command
                    STREAM FILE ova/welcome                    | 520-Invalid command syntax.  Proper usage follows:
                    STREAM FILE ova/welcome "" x               | 520-Invalid command syntax.  Proper usage follows:
                    WAIT FOR DIGIT soon                        | 520-Invalid command syntax.  Proper usage follows:
                    SET AUTOHANGUP never                       | 520-Invalid command syntax.  Proper usage follows:
                    SET VARIABLE OVA_NEXT                      | 520-Invalid command syntax.  Proper usage follows:
                    """)
    void everyCommandHasAsterisksReply(String command, String reply) {
        assertThat(replies("", command)).containsExactly(reply);
    }

    @Test
    void usageEndsWithALineOfItsOwn() {
        PhoneUnderTest.call(
                "",
                call -> {
                    call.ask("WAIT FOR DIGIT");
                    assertThat(call.hear()).startsWith("Usage: WAIT FOR DIGIT");
                    assertThat(call.hear()).isEqualTo("520 End of proper usage.");
                    assertThat(call.ask("NOOP")).isEqualTo("200 result=0");
                });
    }

    @Test
    void channelRingsUntilAnswered() {
        PhoneUnderTest.call(
                "1",
                call -> {
                    assertThat(call.ask("CHANNEL STATUS")).isEqualTo("200 result=4");
                    assertThat(call.waitForKey(1)).isEqualTo("200 result=0");
                    call.ask("ANSWER");
                    assertThat(call.waitForKey(1)).isEqualTo("200 result=49");
                });
    }

    @Test
    void variablesAreReadBack() {
        assertThat(
                        replies(
                                "",
                                "SET VARIABLE A \"one \\\"two\\\" \\\\ three\"",
                                "GET VARIABLE A",
                                "SET VARIABLE CHANNEL(language) \"fr\"",
                                "GET FULL VARIABLE \"${A}/${CHANNEL(language)}\""))
                .containsExactly(
                        "200 result=1",
                        "200 result=1 (one \"two\" \\ three)",
                        "200 result=1",
                        "200 result=1 (one \"two\" \\ three/fr)");
    }

    @Nested
    class KeysOfAScript {
        @Test
        void firstKeyCutsTheSoundAndTheOthersStay() {
            assertThat(
                            replies(
                                    "123#4",
                                    "STREAM FILE ova/welcome \"0123456789*#\"",
                                    "WAIT FOR DIGIT 1",
                                    "GET DATA \"\" 1 24",
                                    "WAIT FOR DIGIT 1",
                                    "WAIT FOR DIGIT 1"))
                    .map(AsteriskSideTest::cutSomewhere)
                    .containsExactly(
                            "200 result=49 endpos=…",
                            "200 result=50",
                            "200 result=3",
                            "200 result=52",
                            "200 result=0");
        }

        @Test
        void keyThatDoesNotCutTheSoundIsLost() {
            assertThat(replies("12", "STREAM FILE ova/welcome \"2\"", "WAIT FOR DIGIT 1"))
                    .map(AsteriskSideTest::cutSomewhere)
                    .containsExactly("200 result=50 endpos=…", "200 result=0");
        }

        @Test
        void soundWithoutEscapeDigitsLeavesKeys() {
            assertThat(replies("1", "STREAM FILE ova/welcome \"\"", "WAIT FOR DIGIT 1"))
                    .containsExactly("200 result=0 endpos=11440", "200 result=49");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                textBlock =
                        """
                        135790#1 | GET DATA "" 1 24            | 200 result=135790
                        #        | GET DATA "" 1 24            | 200 result=
                        135      | GET DATA "" 1 24            | 200 result=135 (timeout)
                        12345    | GET DATA "" 1 4             | 200 result=1234
                        1*2#     | GET DATA "" 1 24            | 200 result=1*2
                        12#      | GET DATA ova/enter-pin 1 24 | 200 result=12
                        #        | GET DATA ova/enter-pin 1 24 | 200 result=
                        """)
        void dataEndsByPoundByItsLengthOrByTime(String keys, String command, String reply) {
            assertThat(replies(keys, command)).containsExactly(reply);
        }

        @Test
        void keyBeyondTheMaximumStays() {
            assertThat(replies("12345", "GET DATA \"\" 1 4", "WAIT FOR DIGIT 1"))
                    .containsExactly("200 result=1234", "200 result=53");
        }

        @Test
        void waitInVainTakesItsTime() {
            PhoneUnderTest.call(
                    "",
                    call -> {
                        call.ask("ANSWER");
                        var start = System.nanoTime();
                        assertThat(call.waitForKey(50)).isEqualTo("200 result=0");
                        assertThat(Duration.ofNanos(System.nanoTime() - start))
                                .isGreaterThanOrEqualTo(Duration.ofMillis(50));
                    });
        }
    }

    @Nested
    class HangUp {
        @Test
        void isALineThen511ForAllButTheCommandsThatRunDead() {
            var phone =
                    PhoneUnderTest.call(
                            "",
                            call -> {
                                call.ask("ANSWER");
                                assertThat(call.ask("HANGUP")).isEqualTo("200 result=1");
                                assertThat(call.hear()).isEqualTo("HANGUP");
                                for (var command :
                                        List.of(
                                                "STREAM FILE ova/welcome \"\"",
                                                "GET DATA \"\" 1 1",
                                                "WAIT FOR DIGIT 1",
                                                "CHANNEL STATUS",
                                                "ANSWER",
                                                "SET AUTOHANGUP 1")) {
                                    assertThat(call.ask(command))
                                            .isEqualTo(
                                                    "511 Command Not Permitted on a dead channel or"
                                                            + " intercept routine");
                                }
                                assertThat(call.ask("NOOP")).isEqualTo("200 result=0");
                                assertThat(call.ask("SET VARIABLE OVA_RESULT CANCELLED"))
                                        .isEqualTo("200 result=1");
                            });
            assertThat(phone.lines()).containsExactly("(hung up)", "RESULT CANCELLED");
        }

        @Test
        void autoHangUpEndsAWait() {
            PhoneUnderTest.call(
                    ",",
                    call -> {
                        call.ask("ANSWER");
                        call.ask("SET AUTOHANGUP 0.02");
                        assertThat(call.waitForKey(60_000)).isEqualTo("200 result=-1");
                        assertThat(call.hear()).isEqualTo("HANGUP");
                    });
        }

        @Test
        void autoHangUpComesBetweenCommandsToo() {
            PhoneUnderTest.call(
                    "",
                    call -> {
                        call.ask("SET AUTOHANGUP 0.02");
                        assertThat(call.hear()).isEqualTo("HANGUP");
                    });
        }

        @Test
        void zeroTakesTheLimitAway() {
            PhoneUnderTest.call(
                    ",",
                    call -> {
                        call.ask("ANSWER");
                        call.ask("SET AUTOHANGUP 0.02");
                        call.ask("SET AUTOHANGUP 0");
                        assertThat(call.waitForKey(60)).isEqualTo("200 result=0");
                    });
        }
    }

    @Nested
    class ImpatientServer {
        @Test
        void interruptsACommandWithoutAReply() {
            PhoneUnderTest.call(
                    ",",
                    call -> {
                        call.ask("ANSWER");
                        call.say("GET DATA \"\" 60000 4\nNOOP");
                        assertThat(call.hear()).isEqualTo("200 result=0");
                    });
        }

        @Test
        void makesAWaitReturnOne() {
            PhoneUnderTest.call(
                    ",",
                    call -> {
                        call.ask("ANSWER");
                        call.say("WAIT FOR DIGIT 60000\nNOOP");
                        assertThat(call.hear()).isEqualTo("200 result=1");
                        assertThat(call.hear()).isEqualTo("200 result=0");
                    });
        }

        @Test
        void isHeardEvenWhenItLeavesWithoutListening() {
            var phone =
                    PhoneUnderTest.call(
                            "",
                            call ->
                                    call.say(
                                            """
                                            SET VARIABLE OVA_NEXT hangup
                                            SET VARIABLE OVA_RESULT FAILED"""));
            assertThat(phone.out()).isEqualToNormalizingNewlines("RESULT FAILED next=hangup\n");
        }
    }

    @Test
    void recordingIsPlayedByItsPath(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("enter-pin.wav"), new byte[44]);
        assertThat(
                        replies(
                                "",
                                "STREAM FILE \"" + folder + "/enter-pin\" \"\"",
                                "STREAM FILE \"" + folder + "/welcome\" \"\""))
                .satisfies(
                        r -> {
                            assertThat(r.getFirst()).startsWith("200 result=0 endpos=");
                            assertThat(r.getLast()).isEqualTo("200 result=-1 endpos=0");
                        });
    }
}
