package org.ovalogin.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneCommandTest {
    private static final String EXTENSION = "51234";
    private static final String PIN = "135790";

    /// A small voice menu: extension, PIN, menu; a wrong PIN is refused as the real one does.
    private static void signIn(Ivr.Call call) {
        call.ask("ANSWER");
        var skipped = call.play("welcome");
        var extension = entry(call, skipped, "enter-extension");
        if (extension.isEmpty()) return;
        for (var tries = 0; tries < 3; tries++) {
            var pin = entry(call, "200 result=0", tries == 0 ? "enter-pin" : "enter-pin-again");
            if (pin.isEmpty()) return;
            var kept = call.waitForKey(40);
            if (extension.equals(EXTENSION) && pin.equals(PIN)) {
                menu(call, kept);
                return;
            }
            call.play("login-incorrect");
            while (!call.waitForKey(20).equals("200 result=0")) {
                // keys are read away
            }
        }
        end(call, "FAILED", "hangup", "");
    }

    private static String entry(Ivr.Call call, String before, String prompt) {
        var first = before.startsWith("200 result=0") ? call.play(prompt) : before;
        if (first.startsWith("200 result=0")) first = call.waitForKey(10_000);
        var code = Integer.parseInt(first.replaceAll("200 result=(-?\\d+).*", "$1"));
        if (code <= 0) return "";
        return (char) code + call.ask("GET DATA \"\" 5000 24").substring("200 result=".length());
    }

    private static void menu(Ivr.Call call, String kept) {
        var choice = kept.equals("200 result=0") ? call.play("main-menu") : kept;
        if (choice.startsWith("200 result=0")) choice = call.waitForKey(10_000);
        var next = choice.startsWith("200 result=49") ? "voicemail" : "hangup";
        end(call, "SUCCESS", next, EXTENSION + "@default");
    }

    private static void end(Ivr.Call call, String result, String next, String mailbox) {
        call.ask("SET VARIABLE OVA_MAILBOX \"" + mailbox + "\"");
        call.ask("SET VARIABLE OVA_NEXT \"" + next + "\"");
        call.ask("SET VARIABLE OVA_RESULT \"" + result + "\"");
    }

    @Nested
    class AScriptedCall {
        @Test
        void signsInInOneGo() {
            var phone = PhoneUnderTest.call("51234#135790#1", PhoneCommandTest::signIn);
            assertThat(phone.exitCode()).isZero();
            assertThat(phone.lines())
                    .containsExactly(
                            "» Welcome to voice mail.",
                            "  ······",
                            "» Enter your PIN, then press pound.",
                            "  ········",
                            "RESULT SUCCESS mailbox=51234@default next=voicemail")
                    .doesNotContain(PIN);
        }

        @Test
        void waitsAtACommaForTheMenu() {
            var phone = PhoneUnderTest.call("51234#135790#,1", PhoneCommandTest::signIn);
            assertThat(phone.exitCode()).isZero();
            assertThat(phone.lines())
                    .endsWith(
                            "» For voice mail, press 1.",
                            "  ·",
                            "RESULT SUCCESS mailbox=51234@default next=voicemail");
        }

        @Test
        void triesAgainAfterARefusal() {
            var phone = PhoneUnderTest.call("51234#111111#,,135790#,1", PhoneCommandTest::signIn);
            assertThat(phone.lines())
                    .containsExactly(
                            "» Welcome to voice mail.",
                            "  ······",
                            "» Enter your PIN, then press pound.",
                            "  ·······…",
                            "» The extension or the PIN is incorrect.",
                            "  …",
                            "» Enter your PIN again; for another extension, press star.",
                            "  ·······…",
                            "» For voice mail, press 1.",
                            "  ·",
                            "RESULT SUCCESS mailbox=51234@default next=voicemail");
        }

        @Test
        void hangsUpWhenTheServerWaitsForMore() {
            var start = System.nanoTime();
            var phone = PhoneUnderTest.call("51234#111111#", PhoneCommandTest::signIn);
            assertThat(phone.exitCode()).isEqualTo(1);
            assertThat(phone.lines())
                    .endsWith(
                            "» The extension or the PIN is incorrect.",
                            "  …",
                            "» Enter your PIN again; for another extension, press star.",
                            "(hung up)",
                            "RESULT NONE");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
        }

        @Test
        void refusedCallerIsAnotherResult() {
            var phone =
                    PhoneUnderTest.call(
                            "51234#111111#,,111111#,,111111#", PhoneCommandTest::signIn);
            assertThat(phone.exitCode()).isEqualTo(1);
            assertThat(phone.lines()).endsWith("RESULT FAILED next=hangup");
        }

        @Test
        void takesItsKeysFromStandardInput() {
            try (var ivr = new Ivr(PhoneCommandTest::signIn)) {
                var phone =
                        PhoneUnderTest.run(
                                "51234#\n135790#\n,1\n", "--to", ivr.address(), "--keys", "-");
                assertThat(phone.lines())
                        .endsWith("RESULT SUCCESS mailbox=51234@default next=voicemail");
            }
        }

        @Test
        void speaksTheChannelsLanguage() {
            var phone =
                    PhoneUnderTest.call(
                            "",
                            call -> {
                                call.ask("ANSWER");
                                call.play("enter-pin");
                                call.ask("SET VARIABLE CHANNEL(language) en");
                                call.play("enter-pin");
                            },
                            "--language",
                            "fr");
            assertThat(phone.lines())
                    .containsExactly(
                            "» Entrez votre code, puis dièse.",
                            "» Enter your PIN, then press pound.",
                            "RESULT NONE");
        }
    }

    @Nested
    class TheAnnouncement {
        @Test
        void isAsterisks() {
            var heard = new ArrayList<String>();
            PhoneUnderTest.call("", call -> heard.addAll(call.announcement));
            assertThat(heard.stream().map(line -> line.replaceAll(":.*", "")))
                    .containsExactly(
                            "agi_network",
                            "agi_network_script",
                            "agi_request",
                            "agi_channel",
                            "agi_language",
                            "agi_type",
                            "agi_uniqueid",
                            "agi_version",
                            "agi_callerid",
                            "agi_calleridname",
                            "agi_callingpres",
                            "agi_callingani2",
                            "agi_callington",
                            "agi_callingtns",
                            "agi_dnid",
                            "agi_rdnis",
                            "agi_context",
                            "agi_extension",
                            "agi_priority",
                            "agi_enhanced",
                            "agi_accountcode",
                            "agi_threadid");
            assertThat(heard)
                    .startsWith("agi_network: yes", "agi_network_script: login?dialplan=default")
                    .contains("agi_callerid: unknown", "agi_language: en", "agi_accountcode: ");
        }

        @Test
        void saysWhoCallsWhatFromWhere() {
            var heard = new ArrayList<String>();
            PhoneUnderTest.call(
                    "",
                    call -> heard.addAll(call.announcement),
                    "--dialplan",
                    "Head Office",
                    "--caller",
                    "51234",
                    "--trusted",
                    "--language",
                    "fr_CA");
            assertThat(heard)
                    .contains(
                            "agi_network_script: login?dialplan=Head%20Office&trusted=yes",
                            "agi_callerid: 51234", "agi_callingpres: 0", "agi_language: fr_CA")
                    .anyMatch(
                            line ->
                                    line.matches(
                                            "agi_request:"
                                                    + " agi://127\\.0\\.0\\.1:\\d+/login\\?dialplan=Head%20Office&trusted=yes"));
        }

        @Test
        void isAnotherCallEachTime() {
            var ids = new ArrayList<String>();
            for (var i = 0; i < 2; i++) {
                PhoneUnderTest.call(
                        "",
                        call ->
                                call.announcement.stream()
                                        .filter(line -> line.startsWith("agi_uniqueid"))
                                        .forEach(ids::add));
            }
            assertThat(ids).hasSize(2).doesNotHaveDuplicates();
            assertThat(ids).allMatch(id -> id.matches("agi_uniqueid: \\d+\\.\\d+"));
        }
    }

    @Nested
    class WrongUsage {
        @Test
        void namesThePositionOfAWrongKeyAndNoKeys() {
            var phone = PhoneUnderTest.run("", "--keys", "98765#2468x0#");
            assertThat(phone.exitCode()).isEqualTo(2);
            assertThat(phone.err())
                    .contains("--keys: character 11")
                    .doesNotContain("98765")
                    .doesNotContain("2468");
        }

        @ParameterizedTest
        @CsvSource({
            "--to, nowhere:port",
            "--to, host:0",
            "--to, host:70000",
            "--to, host/path",
            "--to, ''",
            "--caller, 5 1",
            "--language, english please",
            "--nonsense, x"
        })
        void isExitCodeTwo(String option, String value) {
            var phone = PhoneUnderTest.run("", option, value, "--keys", "");
            assertThat(phone.exitCode()).isEqualTo(2);
            assertThat(phone.err()).contains(option);
            assertThat(phone.out()).isEmpty();
        }
    }

    @Test
    void missingServerIsSaidWithAHint() throws IOException {
        int closedPort;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        var phone = PhoneUnderTest.run("", "--to", "127.0.0.1:" + closedPort, "--keys", "1");
        assertThat(phone.exitCode()).isEqualTo(2);
        assertThat(phone.err())
                .contains("no server at 127.0.0.1:" + closedPort)
                .contains("hint: is `./ova serve` running?");
        assertThat(phone.out()).isEmpty();
    }

    @Test
    void serverThatEndsTheCallAtOnceGivesNoResult() {
        var phone = PhoneUnderTest.call("", _ -> {});
        assertThat(phone.exitCode()).isEqualTo(1);
        assertThat(phone.out()).isEqualToNormalizingNewlines("RESULT NONE\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "host:4573"})
    void portIsAsterisksUnlessGiven(String text) {
        assertThat(ServerAddress.of(text)).hasToString("host:4573");
    }

    @Test
    void helpExplainsTheComma() {
        var phone = PhoneUnderTest.run("", "--help");
        assertThat(phone.exitCode()).isZero();
        assertThat(phone.out()).contains("A comma holds back", "51234#111111#,,135790#");
    }
}
