package org.ovalogin.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ovalogin.Ports;

/// A caller by SIP: SIPp with RFC 4733 tones. Its socket for third-party call control tells SIPp
/// when to go on, so a caller can wait for Asterisk's prompts.
final class SipLeg implements Leg {
    /// SIPp's own times: before the first tone, and between tones.
    private static final Duration LEAD_IN = Duration.ofMillis(400);

    private static final Duration TONE = Duration.ofMillis(400);

    /// Attempts, every 10 ms, to reach a SIPp that starts: 30 s on a busy machine.
    private static final int START = 3000;

    private static final Duration ANSWER = Duration.ofSeconds(30);

    /// Ends each message to and from SIPp.
    private static final int END_OF_WORD = 27;

    private static final String GO_ON = "Call-ID: lab\r\nFrom: lab\r\n\r\n\u001b";

    /// @param number the dialled number
    /// @param shown the number in From and P-Asserted-Identity
    /// @param user whose password is used; empty: none
    /// @param address the caller's own
    record Dialling(
            int port, String number, String shown, String user, String password, String address) {
        @Override
        public String toString() {
            return "Dialling[" + number + "]";
        }
    }

    private final Process sipp;
    private final Socket control;

    private SipLeg(Process sipp, Socket control) {
        this.sipp = sipp;
        this.control = control;
    }

    /// Places the call; returns before it is answered.
    static SipLeg dial(Dialling dialling, List<LabScript.Press> presses, Path folder) {
        try {
            Files.createDirectories(folder);
            var scenario = folder.resolve("scenario.xml");
            Files.writeString(scenario, scenario(dialling, presses));
            var controlPort = Ports.free();
            var sipp =
                    new ProcessBuilder(
                                    List.of(
                                            "nice",
                                            "-n",
                                            AsteriskLab.NICENESS,
                                            "sipp",
                                            "127.0.0.1:" + dialling.port(),
                                            "-sf",
                                            scenario.toString(),
                                            "-i",
                                            dialling.address(),
                                            "-p",
                                            String.valueOf(Ports.free()),
                                            "-mp",
                                            String.valueOf(Ports.free()),
                                            "-m",
                                            "1",
                                            "-timeout",
                                            "180s",
                                            "-nostdin",
                                            "-3pcc",
                                            "127.0.0.1:" + controlPort))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("output").toFile())
                            .start();
            var leg = new SipLeg(sipp, connect(sipp, controlPort));
            leg.goOn();
            return leg;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(Process sipp, int port) throws IOException {
        for (var tries = 0; tries < START && sipp.isAlive(); tries++) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException e) {
                pause(Duration.ofMillis(10));
            }
        }
        sipp.destroyForcibly();
        throw new IOException("sipp does not listen on its control port " + port);
    }

    private static String scenario(Dialling dialling, List<LabScript.Press> presses) {
        var request = invite(dialling, "1", "");
        var dial =
                dialling.user().isEmpty()
                        ? request
                        : request
                                + Resources.text("invite-challenge.xml", words(dialling, "1", ""))
                                + invite(
                                        dialling,
                                        "2",
                                        "[authentication username="
                                                + dialling.user()
                                                + " password="
                                                + dialling.password()
                                                + "]\n");
        var keys =
                presses.stream()
                        .map(
                                press ->
                                        "  <recvCmd/>\n  <nop><action><exec play_dtmf=\""
                                                + press.keys()
                                                + "\"/></action></nop>")
                        .collect(Collectors.joining("\n"));
        var outer =
                Map.of(
                        "DIAL",
                        dial,
                        "KEYS",
                        keys,
                        "SHOWN",
                        dialling.shown(),
                        "NUMBER",
                        dialling.number());
        return Resources.text("invite.xml", outer);
    }

    private static String invite(Dialling dialling, String cseq, String authentication) {
        return Resources.text("invite-request.xml", words(dialling, cseq, authentication));
    }

    private static Map<String, String> words(
            Dialling dialling, String cseq, String authentication) {
        return Map.of(
                "SHOWN",
                dialling.shown(),
                "NUMBER",
                dialling.number(),
                "CSEQ",
                cseq,
                "AUTHENTICATION",
                authentication);
    }

    @Override
    public void press(String keys, Runnable beforeLast) {
        goOn();
        pause(LEAD_IN.plus(TONE.multipliedBy(keys.length() - 1L)));
        beforeLast.run();
        pause(TONE);
    }

    private void goOn() {
        if (!sipp.isAlive()) return;
        try {
            control.getOutputStream().write(GO_ON.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // SIPp and its socket end with the call, perhaps between the check and the write.
            if (sipp.isAlive()) throw new UncheckedIOException(e);
        }
    }

    /// Returns once SIPp has acknowledged the answer.
    void awaitAnswer() {
        try {
            control.setSoTimeout((int) ANSWER.toMillis());
            for (var c = 0; c != END_OF_WORD; c = control.getInputStream().read())
                if (c < 0) throw new IllegalStateException("the call was not answered");
        } catch (SocketTimeoutException e) {
            throw new IllegalStateException("the call was not answered in " + ANSWER, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (control.isClosed()) return; // a second time, while SIPp may still be ending
        goOn();
        try (control) {
            if (!sipp.waitFor(5, TimeUnit.SECONDS)) sipp.destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            sipp.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
