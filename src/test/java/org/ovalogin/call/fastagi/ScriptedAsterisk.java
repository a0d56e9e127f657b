package org.ovalogin.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// The other end of the line: Asterisk's side of one connection, on real TCP.
final class ScriptedAsterisk implements AutoCloseable {
    static final String ENVIRONMENT =
            """
            agi_network: yes
            agi_network_script: login?dialplan=default&trusted=yes
            agi_request: agi://127.0.0.1/login?dialplan=default&trusted=yes
            agi_channel: PJSIP/51234-00000003
            agi_language: en
            agi_type: PJSIP
            agi_uniqueid: 1700000000.7
            agi_version: 22.10.0
            agi_callerid: 51234
            agi_calleridname: Léa "the boss"
            agi_callingpres: 0
            agi_dnid: 5000
            agi_rdnis: unknown
            agi_context: ova
            agi_extension: 5000
            agi_priority: 3
            agi_enhanced: 0.0
            agi_accountcode:\s
            agi_threadid: 140000000000000

            """;

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final BufferedReader in;

    ScriptedAsterisk(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends all of it in one packet if it fits.
    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends text that may find the connection already closed.
    void trySend(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // closed by the server meanwhile: the rest is lost
        }
    }

    void sendByteByByte(String text) {
        for (var b : text.getBytes(StandardCharsets.UTF_8)) send(new byte[] {b});
    }

    void announce() {
        send(ENVIRONMENT);
    }

    void announce(String language) {
        send(ENVIRONMENT.replace("agi_language: en", "agi_language: " + language));
    }

    void expect(String command) {
        try {
            assertThat(in.readLine()).isEqualTo(command);
        } catch (IOException e) {
            throw new AssertionError("instead of " + command, e);
        }
    }

    void expectCommand() {
        try {
            assertThat(in.readLine()).isNotNull();
        } catch (IOException e) {
            throw new AssertionError("no command", e);
        }
    }

    void reply(String line) {
        send(line + "\n");
    }

    /// Requires the connection to end without a further command.
    void expectClosed() {
        try {
            assertThat(in.readLine()).isNull();
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        } catch (IOException e) {
            throw new AssertionError("not closed", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the connection like a crashed process.
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }
}
