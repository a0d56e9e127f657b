package org.ovalogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ovalogin.Owner.keying;
import static org.ovalogin.ServedSite.assertSaidOnce;
import static org.ovalogin.ServedSite.assertShut;
import static org.ovalogin.ServedSite.meet;
import static org.ovalogin.lab.LegOrigin.phone;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.LegOrigin;
import org.ovalogin.lab.RealAsterisk;

/// A real Asterisk and a real server, both whole, and one of them gone: in doubt nobody is let in,
/// and everybody who is still there hears so.
@RealAsterisk
@Execution(ExecutionMode.CONCURRENT)
class FaultsThroughAsteriskIT {
    private ServedSite site;

    @BeforeEach
    void start(@TempDir Path folder) {
        // no more calls than the two of a test, so that one which is not freed is missed
        site = new ServedSite(folder, Map.of("OVA_FASTAGI_MAX_CONNECTIONS", "2"));
    }

    @AfterEach
    void noPinWasWritten() {
        try (var over = site) {
            over.assertNoPinWasWritten();
        }
    }

    @Test
    void demoMailboxesOpenWithThePinsPrinted() {
        var own = keying(site.pin("51234")) + "<main-menu>1";
        var other = "<enter-extension>51235" + keying(site.pin("51235")) + "<main-menu>*";
        var calls =
                AsteriskSite.together(
                        Stream.of(
                                () -> site.lab().call(phone("51234"), own),
                                () -> site.lab().call(LegOrigin.outside("0611"), other)));
        assertThat(calls).extracting(AsteriskCall::result).containsOnly("SUCCESS");
        assertThat(calls)
                .extracting(AsteriskCall::mailbox)
                .containsExactly("51234@default", "51235@default");
        assertThat(calls.getFirst().voicemail()).containsExactly("51234@default,s");
        assertThat(calls.getLast().prompts()).endsWith("greeting", "main-menu", "goodbye");
        assertThat(site.log())
                .contains("outcome=SUCCESS next=voicemail", "outcome=SUCCESS next=hangup");
    }

    @Test
    void doctorFindsTheWayFromAsteriskToUs() throws Exception {
        var doctor =
                site.ova(
                                "doctor",
                                "--data",
                                site.data().toString(),
                                "--asterisk",
                                String.join(" ", site.lab().steering()),
                                "--asterisk-sounds",
                                site.lab().sounds().toString())
                        .start();
        var found = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(found)
                .containsPattern("ok +dialplan: Asterisk asks .*, which is this server")
                .containsPattern("ok +prompts en: all")
                .containsPattern("ok +prompts de: all")
                .containsPattern("ok +fastagi: somebody listens")
                .doesNotContain("problem");
        assertThat(doctor.waitFor()).isZero();
    }

    @Test
    void serverKilledInMidCallLeavesTheCallerOutside() {
        var call = site.calls("51234", "<enter-pin>@", site::killServer);
        assertShut(call);
        assertSaidOnce(call);

        var down = site.calls("51234", "");
        assertShut(down);
        assertThat(down.heard()).isEqualTo("service-unavailable");

        site.startServerAgain();
        assertThat(site.calls("<main-menu>*").result()).isEqualTo("SUCCESS");
    }

    @Test
    void serverKilledDuringVoiceMailDoesNotLetTheCallerInAgain() {
        var call = site.calls("<main-menu>1<vm-youhave>@#", site::killServer);
        assertThat(call.result()).isEqualTo("UNAVAILABLE");
        assertThat(call.mailbox()).isEmpty();
        assertThat(call.session()).isFalse();
        assertThat(call.voicemail()).hasSize(1);
        assertThat(call.requests()).isEqualTo(2);
        assertSaidOnce(call);
    }

    @Test
    void serverToldToStopLetsTheCallEnd() throws Exception {
        var call = site.calls("<main-menu>@~2*", site.server()::destroy);
        assertThat(call.result()).isEqualTo("SUCCESS");
        assertThat(call.heard()).endsWith(" goodbye");
        assertThat(site.server().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /// One caller is in, another has just been charged for a wrong PIN and waits for the verdict.
    @Test
    void asteriskKilledInMidCallFreesTheCallsAndKeepsTheCharge() {
        var wrong = site.secret("80461729");
        var bothAreThere = new CyclicBarrier(2, site.lab()::kill);
        assertThatThrownBy(
                        () ->
                                AsteriskSite.together(
                                        Stream.of(
                                                () ->
                                                        site.calls(
                                                                "<main-menu>@",
                                                                () -> meetAndVanish(bothAreThere)),
                                                () ->
                                                        site.calls(
                                                                "51235",
                                                                keying(wrong) + "@",
                                                                () -> {
                                                                    awaitCharge();
                                                                    meetAndVanish(bothAreThere);
                                                                }))))
                .hasRootCauseInstanceOf(Vanished.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> site.log().split("outcome=HANGUP", -1).length == 3);
        assertThat(site.log()).doesNotContain("outcome=SUCCESS", "outcome=UNAVAILABLE", "ERROR");
        assertThat(charges()).isOne();
        assertThat(site.database().texts("select result from event where name = 'SIGN_IN'"))
                .containsExactlyInAnyOrder("Success", "WrongPin");

        site.startAsteriskAgain();
        var together = new CyclicBarrier(2);
        var right = keying(site.pin("51235")) + "<main-menu>@*";
        var calls =
                AsteriskSite.together(
                        Stream.of(
                                () -> site.calls("<main-menu>@*", () -> meet(together)),
                                () -> site.calls("51235", right, () -> meet(together))));
        assertThat(calls).extracting(AsteriskCall::result).containsOnly("SUCCESS");
    }

    /// The caller went with Asterisk.
    private static final class Vanished extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static void meetAndVanish(CyclicBarrier barrier) {
        meet(barrier);
        throw new Vanished();
    }

    private void awaitCharge() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> charges() == 1);
    }

    private int charges() {
        var counts =
                site.database()
                        .texts("select failures from mailbox where address like 'demo51235@%'");
        return Integer.parseInt(counts.getFirst());
    }
}
