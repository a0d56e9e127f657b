package org.ovalogin.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovalogin.lab.LegOrigin.caller;
import static org.ovalogin.lab.LegOrigin.outside;
import static org.ovalogin.lab.LegOrigin.phone;
import static org.ovalogin.lab.SoftPhone.Keys.EVENTS;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.Ports;

/// The shipped dialplan in a real Asterisk, against a server that gives proper and improper
/// answers.
@RealAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialplanIT {
    private static final String BOX = "51234@default";

    private ScriptedServer server;
    private AsteriskLab lab;

    @BeforeAll
    void start() throws IOException {
        server = new ScriptedServer();
        lab = AsteriskLab.start(server.port());
    }

    @AfterAll
    void end() throws IOException {
        lab.close();
        server.close();
    }

    private static void admit(ScriptedServer.Line line, String next) throws IOException {
        line.command("ANSWER");
        line.result("SUCCESS", next, BOX);
    }

    @Test
    void shippedConfigurationLoadsWithoutAWarning() throws IOException {
        try (var fresh = AsteriskLab.start(server.port())) {
            assertThat(fresh.warnings()).isEmpty();
            assertThat(fresh.cli("module show like chan_pjsip.so")).contains("Running");
            assertThat(fresh.cli("dialplan show ova-login")).contains("VoiceMailMain");
            assertThat(fresh.cli("manager show settings")).containsPattern("Manager .*: +No");
            assertThat(fresh.cli("http show status")).contains("Server Disabled");
            assertThat(fresh.cli("logger show channels")).doesNotContain("DTMF");
        }
    }

    @Nested
    class Trust {
        @Test
        void phoneInTheInternalContextIsVouchedFor() {
            server.answers(line -> admit(line, "hangup"));
            lab.call(phone("51234"), "");
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(
                            request ->
                                    assertThat(request)
                                            .containsEntry("agi_callerid", "51234")
                                            .containsEntry(
                                                    "agi_network_script",
                                                    "login?dialplan=default&trusted=yes"));
        }

        @Test
        void phoneThatShowsAnothersNumberKeepsItsOwn() {
            server.answers(line -> admit(line, "hangup"));
            lab.call(phone("51235").showing("51234"), "");
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(
                            request -> assertThat(request).containsEntry("agi_callerid", "51235"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"forwarded", "transferred"})
        void callerSentOnByAPhoneIsNotVouchedFor(String how) {
            server.answers(line -> admit(line, "hangup"));
            lab.call(caller("51234").trusted().of(how), "");
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(
                            request ->
                                    assertThat(request)
                                            .containsEntry(
                                                    "agi_network_script",
                                                    "login?dialplan=default"));
        }

        @Test
        void callerTransferredByAPhoneIsNotVouchedFor() {
            server.answers(line -> admit(line, "hangup"));
            try (var outsider = lab.softPhone(outside("51234").sending(EVENTS));
                    var desk = lab.softPhone(phone("51235").sending(EVENTS))) {
                var coming = outsider.dial("6" + desk.port());
                var held = desk.awaitCall();
                coming.awaitAnswer();
                held.transfer("5000");
                requests(1);
            }
            assertThat(server.requests().getFirst())
                    .containsEntry("agi_callerid", "51234")
                    .containsEntry("agi_network_script", "login?dialplan=default");
        }

        @Test
        void callerPutIntoTheCallOfAPhoneIsNotVouchedForLater() {
            server.answers(
                    line -> {
                        line.command("ANSWER");
                        line.command("GET DATA \"\" 20000 1");
                        line.set("OVA_SESSION", "token4");
                        admit(line, line.returning() ? "hangup" : "voicemail");
                    });
            try (var outsider = lab.softPhone(outside("51234").sending(EVENTS));
                    var desk = lab.softPhone(phone("51235").sending(EVENTS))) {
                var coming = outsider.dial("6" + desk.port());
                var held = desk.awaitCall();
                coming.awaitAnswer();
                var watch = lab.watch();
                var consultation = desk.dial("5000").awaitAnswer();
                held.transfer(consultation);
                consultation.awaitEnd();
                coming.press("7");
                watch.awaitSound("vm-youhave");
                coming.press("#");
                requests(2);
            }
            assertThat(server.requests().getFirst())
                    .containsEntry("agi_callerid", "51235")
                    .containsEntry("agi_network_script", "login?dialplan=default&trusted=yes");
            assertThat(server.requests().getLast())
                    .as("another caller, who shows the number of a phone")
                    .containsEntry("agi_callerid", "51234")
                    .containsEntry("agi_network_script", "login?dialplan=default&session=token4");
        }

        private void requests(int count) {
            await().until(() -> server.requests().size() == count);
        }

        @Test
        void callerFromOutsideIsNotVouchedForWhateverHeShows() {
            server.answers(line -> admit(line, "hangup"));
            lab.call(outside("51234"), "");
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(
                            request ->
                                    assertThat(request)
                                            .containsEntry(
                                                    "agi_network_script",
                                                    "login?dialplan=default"));
        }
    }

    @Test
    void nextServerIsAskedWhereOneCantBeReachedAndOnceOnly() throws IOException {
        var servers = "127.0.0.1:1,127.0.0.1:%1$d,127.0.0.1:%1$d".formatted(server.port());
        try (var other = AsteriskLab.start(servers, Optional.empty())) {
            server.answers(line -> admit(line, "hangup"));
            assertThat(other.call(caller("51234").trusted(), "").result()).isEqualTo("SUCCESS");
            assertThat(server.requests()).hasSize(1);
            server.answers(line -> line.command("ANSWER"));
            assertThat(other.call(caller("51234").trusted(), "").result()).isEqualTo("UNAVAILABLE");
            assertThat(server.requests()).as("one that was reached is not asked again").hasSize(1);
        }
    }

    @Nested
    class TheRequest {
        private String of(LegOrigin origin) {
            server.answers(line -> admit(line, "hangup"));
            lab.call(origin, "");
            return server.requests().getFirst().getOrDefault("agi_network_script", "");
        }

        @Test
        void namesTheLanguageThatTheDialplanPasses() {
            assertThat(of(caller("0611").asking("fr_CA")))
                    .isEqualTo("login?dialplan=default&language=fr_CA");
        }

        @Test
        void hasNothingButALanguageTagForALanguage() {
            assertThat(of(caller("0611").asking("fr.CA+x=yes!")))
                    .isEqualTo("login?dialplan=default&language=frCAxyes");
        }

        @Test
        void saysThatNoOperatorCanBeDialled() {
            assertThat(of(caller("0611").withoutOperators()))
                    .isEqualTo("login?dialplan=default&operator=no");
        }
    }

    @Nested
    class WithoutVoiceMail {
        private AsteriskCall call(AsteriskLab broken, String next) {
            server.answers(
                    line -> {
                        line.set("OVA_SESSION", "token4");
                        admit(line, line.returning() ? "hangup" : next);
                    });
            return broken.call(caller("51234").trusted(), "~30");
        }

        private void saysSoAndComesBack(AsteriskLab broken) {
            for (var next : List.of("voicemail", "greetings")) {
                var call = call(broken, next);
                assertThat(call.heard()).isEqualTo("service-unavailable");
                assertThat(call.requests()).isEqualTo(2);
                assertThat(server.requests().getLast().get("agi_network_script"))
                        .endsWith("&session=token4");
                assertThat(call.result()).isEqualTo("SUCCESS");
            }
        }

        @Test
        void theCallerHearsSoAndIsBackInTheMenu() throws IOException {
            try (var broken = AsteriskLab.start(server.port())) {
                broken.cli("module unload app_voicemail.so");
                saysSoAndComesBack(broken);
                // Asterisk's own question whether the box exists goes with it, so it is left out.
                var conf = broken.configuration().resolve("ova.conf");
                Files.writeString(
                        conf,
                        Files.readString(conf)
                                .replaceAll("\\$\\{VM_INFO\\([^}]*},exists\\)}", "1"));
                broken.cli("dialplan reload");
                saysSoAndComesBack(broken);
                assertThat(broken.log()).anyMatch(line -> line.contains("TryExec"));
            }
        }

        @Test
        void aBoxThatAsteriskLacksIsNoDeadEndEither() {
            server.answers(
                    line -> {
                        line.command("ANSWER");
                        line.set("OVA_SESSION", "token5");
                        line.result(
                                "SUCCESS", line.returning() ? "hangup" : "voicemail", "99@default");
                    });
            var call = lab.call(caller("51234").trusted(), "");
            assertThat(call.heard()).isEqualTo("service-unavailable");
            assertThat(call.requests()).isEqualTo(2);
        }
    }

    @Nested
    class HandingOver {
        @Test
        void successWithVoicemailOpensThatMailboxOnly() {
            server.answers(line -> admit(line, "voicemail"));
            var call = lab.call(caller("51234").trusted(), "");
            assertThat(call.voicemail()).containsExactly(BOX + ",s");
            assertThat(call.result()).isEqualTo("SUCCESS");
        }

        @Test
        void returnFromVoicemailBringsTheToken() {
            server.answers(
                    line -> {
                        line.set("OVA_SESSION", "token1");
                        admit(line, line.returning() ? "hangup" : "voicemail");
                    });
            var call = lab.call(caller("51234").trusted(), "<vm-youhave>#~30");
            assertThat(call.requests()).isEqualTo(2);
            assertThat(server.requests().getLast().get("agi_network_script"))
                    .isEqualTo("login?dialplan=default&trusted=yes&session=token1");
        }

        @Test
        void greetingsBeginInTheMailboxOptionsAndComeBack() {
            server.answers(
                    line -> {
                        line.set("OVA_SESSION", "token2");
                        admit(line, line.returning() ? "hangup" : "greetings");
                    });
            var call = lab.call(caller("51234").trusted(), "<vm-options>~2*~30");
            assertThat(call.voicemail()).containsExactly(BOX + ",s");
            assertThat(call.requests()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"de", "fr"})
        void nothingIsHeardBeforeTheMenuOfGreetings(String language) {
            server.answers(
                    line -> {
                        line.set("OVA_SESSION", "token6");
                        line.set("CHANNEL(language)", language);
                        admit(line, line.returning() ? "hangup" : "greetings");
                    });
            var call =
                    lab.call(caller("51234").trusted().recorded(), "<vm-options><vm-options>~3*~9");
            var first = Duration.ofSeconds(1);
            assertThat(lab.heard(call).audible().first(first))
                    .isEqualTo(AsteriskLab.prompt("vm-options").audible().first(first));
            assertThat(call.sounds())
                    .extracting(AsteriskCall.Sound::language)
                    .containsOnly(language);
            assertThat(call.requests()).isEqualTo(2);
        }

        @Test
        void aGreetingThatStarBreaksOffIsNotKept() throws IOException {
            server.answers(
                    line -> {
                        line.set("OVA_SESSION", "token7");
                        admit(line, line.returning() ? "hangup" : "greetings");
                    });
            var call =
                    lab.call(
                            caller("51234").trusted(),
                            LabScript.of(
                                    "<vm-options><vm-options>~1@1<vm-rec-unv><beep>~2*~9",
                                    () -> {}));
            assertThat(call.requests()).isEqualTo(2);
            try (var files = Files.list(lab.inbox("51234").getParent())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.startsWith("unavail"));
            }
        }

        @Test
        void operatorIsDialledInTheInternalContext() {
            server.answers(
                    line -> {
                        line.command("ANSWER");
                        line.set("OVA_OPERATOR", "51235");
                        line.result("CANCELLED", "operator", "");
                    });
            var call = lab.call(outside("0611"), "<vm-theperson>!");
            assertThat(call.operator()).isEqualTo("51235");
        }

        @Test
        void operatorOutsideTheInternalContextIsNotDialled() {
            server.answers(
                    line -> {
                        line.command("ANSWER");
                        line.set("OVA_OPERATOR", "5000");
                        line.result("CANCELLED", "operator", "");
                    });
            var call = lab.call(outside("0611"), "");
            assertThat(call.requests()).isEqualTo(1);
            assertThat(lab.log()).noneMatch(line -> line.contains("Executing [5000@phones"));
        }
    }

    @Nested
    class FailingClosed {
        private void nobodyIsLetIn(ScriptedServer.Talk talk) {
            server.answers(talk);
            var call = lab.call(caller("51234").trusted(), "");
            assertThat(call.voicemail()).isEmpty();
            assertThat(call.sounds())
                    .extracting(AsteriskCall.Sound::name)
                    .doesNotContain("vm-login");
        }

        @Test
        void resultsOtherThanSuccessOpenNoMailbox() {
            nobodyIsLetIn(
                    line -> {
                        line.command("ANSWER");
                        line.result("FAILED", "voicemail", BOX);
                    });
        }

        @Test
        void noResultOpensNoMailbox() {
            nobodyIsLetIn(
                    line -> {
                        line.command("ANSWER");
                        line.set("OVA_MAILBOX", BOX);
                        line.set("OVA_NEXT", "voicemail");
                    });
        }

        @Test
        void noMailboxIsNotAsked() {
            nobodyIsLetIn(
                    line -> {
                        line.command("ANSWER");
                        line.result("SUCCESS", "voicemail", "");
                    });
        }

        @Test
        void unknownMailboxIsNotAsked() {
            nobodyIsLetIn(
                    line -> {
                        line.command("ANSWER");
                        if (!line.returning() && server.requests().size() == 1)
                            line.result("SUCCESS", "voicemail", "99999@default");
                    });
        }

        @Test
        void unknownNextStepOpensNoMailbox() {
            nobodyIsLetIn(line -> admit(line, "anything"));
        }

        @Test
        void serverThatDiesInMidCallLeavesTheCallerOutside() {
            server.answers(
                    line -> {
                        line.command("ANSWER");
                        line.command("STREAM FILE vm-isunavail \"\"");
                    });
            var call = lab.call(caller("51234").trusted(), "");
            assertThat(call.result()).isEqualTo("UNAVAILABLE");
            assertThat(call.voicemail()).isEmpty();
            assertThat(call.sounds()).hasSizeGreaterThan(1);
        }

        @Test
        void serverThatDiesAfterVoicemailDoesNotLetTheCallerInAgain() {
            server.answers(
                    line -> {
                        if (line.returning()) return;
                        line.set("OVA_SESSION", "token3");
                        admit(line, "voicemail");
                    });
            var call = lab.call(caller("51234").trusted(), "<vm-youhave>#~30");
            assertThat(call.result()).isEqualTo("UNAVAILABLE");
            assertThat(call.mailbox()).isEmpty();
            assertThat(call.session()).isFalse();
            assertThat(call.voicemail()).hasSize(1);
            assertThat(call.requests()).isEqualTo(2);
        }

        @Test
        void serverThatIsDownLeavesTheCallerOutsideWithAWord() throws IOException {
            var port = Ports.free();
            try (var alone = AsteriskLab.start(port)) {
                var call = alone.call(phone("51234"), "");
                assertThat(call.result()).isEqualTo("UNAVAILABLE");
                assertThat(call.next()).isEmpty();
                assertThat(call.voicemail()).isEmpty();
                assertThat(call.sounds()).isNotEmpty();
            }
        }
    }
}
