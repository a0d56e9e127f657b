package org.ovalogin.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ovalogin.lab.LegOrigin.caller;
import static org.ovalogin.lab.LegOrigin.phone;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The lab itself: the caller's scripted keys reach the server, and the report of a call is true.
@RealAsterisk
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsteriskLabIT {
    private static final String KEYS = "82640917";

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

    static Stream<LegOrigin> origins() {
        return Stream.of(caller("51234"), phone("51234"), LegOrigin.outside("0611"));
    }

    @ParameterizedTest
    @MethodSource("origins")
    void keysReachTheServerAndPromptsAreWaitedFor(LegOrigin origin) {
        var heard = new CopyOnWriteArrayList<String>();
        server.answers(
                line -> {
                    line.command("ANSWER");
                    heard.add(line.command("GET DATA \"\" 9000 24"));
                    heard.add(line.command("STREAM FILE vm-isunavail \"0123456789*#\""));
                    heard.add(line.command("GET DATA \"\" 9000 24"));
                    line.result("FAILED", "hangup", "");
                });
        var call = lab.call(origin, KEYS + "#<vm-isunavail>*7#");
        assertThat(heard).element(0).isEqualTo("200 result=" + KEYS);
        assertThat(heard).element(1).asString().startsWith("200 result=42 ");
        assertThat(heard).element(2).isEqualTo("200 result=7");
        assertThat(call.result()).isEqualTo("FAILED");
        assertThat(call.next()).isEqualTo("hangup");
        assertThat(call.sounds()).containsExactly(new AsteriskCall.Sound("vm-isunavail", "en"));
        assertThat(lab.log()).noneMatch(line -> line.contains(KEYS));
    }

    @ParameterizedTest
    @MethodSource("origins")
    void callerWhoHangsUpIsGone(LegOrigin origin) {
        var replies = new CopyOnWriteArrayList<String>();
        server.answers(
                line -> {
                    line.command("ANSWER");
                    line.command("STREAM FILE vm-isunavail \"\"");
                    replies.add(line.command("GET DATA \"\" 20000 24"));
                    replies.add(line.command("CHANNEL STATUS"));
                });
        var call = lab.call(origin, "<vm-isunavail>~2!");
        assertThat(call.result()).isEqualTo("UNAVAILABLE");
        assertThat(call.duration()).isLessThan(Duration.ofSeconds(10));
        assertThat(replies).element(0).isEqualTo("200 result=-1");
        assertThat(replies).element(1).asString().startsWith("511 ");
    }

    @Test
    void waitingForWhatIsNeverSaidIsAnError() {
        server.answers(line -> line.command("ANSWER"));
        assertThatThrownBy(() -> lab.call(caller("51234"), "<vm-nothing>"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("vm-nothing")
                .hasMessageContaining("before the call ended");
    }

    @Test
    void channelLanguageIsTheCallers() {
        server.answers(
                line -> {
                    line.command("ANSWER");
                    line.command("STREAM FILE vm-goodbye \"\"");
                    line.set("CHANNEL(language)", "de");
                    line.command("STREAM FILE vm-goodbye \"\"");
                });
        var call = lab.call(caller("51234").speaking("fr_CA"), "");
        assertThat(call.sounds())
                .extracting(AsteriskCall.Sound::language)
                .startsWith("fr_CA", "de");
        assertThat(server.requests().getFirst()).containsEntry("agi_language", "fr_CA");
    }

    @Test
    void callsInParallelAreToldApart() throws Exception {
        server.answers(
                line -> {
                    line.command("ANSWER");
                    var digits = line.command("GET DATA \"\" 9000 24").replaceAll(".*=", "");
                    line.result("FAILED", "hangup", "box" + digits);
                });
        var calls = new ArrayList<AsteriskCall>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var inside = pool.submit(() -> lab.call(caller("51234"), "11#"));
            var another = pool.submit(() -> lab.call(caller("51234"), "22#"));
            var sip = pool.submit(() -> lab.call(phone("51234"), "33#"));
            var anotherSip = pool.submit(() -> lab.call(phone("51234"), "44#"));
            for (var call : List.of(inside, another, sip, anotherSip)) calls.add(call.get());
        }
        assertThat(calls)
                .extracting(AsteriskCall::mailbox)
                .containsExactly("box11", "box22", "box33", "box44");
    }

    @Test
    void nothingIsLeftBehind() {
        var fresh = AsteriskLab.start(server.port());
        var folder = fresh.folder();
        var asterisk = fresh.process();
        assertThat(asterisk.descendants()).isNotEmpty();
        var processes = asterisk.descendants().toList();
        fresh.close();
        assertThat(folder).doesNotExist();
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }
}
