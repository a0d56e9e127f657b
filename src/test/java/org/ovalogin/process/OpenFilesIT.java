package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server with few open files drops calls beyond its capacity at once. The dialplan goes on, and
/// nobody waits in silence for a connection that can't be accepted.
class OpenFilesIT {
    private static final int LIMIT = 400;
    private static final int CALLS = 320;
    private static final int CALLS_BESIDE = 60;

    @TempDir private Path parent;

    @Test
    void callsBeyondTheLimitAreDroppedAtOnceAndTheOthersGoOn() throws IOException {
        var limited =
                Ova.serve(parent.resolve("d")).under("prlimit", "--nofile=" + LIMIT + ":" + LIMIT);
        try (var server = limited.start()) {
            var held = new ArrayList<Socket>();
            var dropped = 0;
            try {
                for (var i = 0; i < CALLS; i++) {
                    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                    socket.setSoTimeout(60_000);
                    if (answered(socket)) held.add(socket);
                    else dropped++;
                }
                assertThat(held).hasSizeBetween(20, LIMIT - 100);
                assertThat(dropped).isEqualTo(CALLS - held.size());
                assertThat(server.log()).contains("the limit of open files");
            } finally {
                for (var socket : held) socket.close();
            }
            org.awaitility.Awaitility.await()
                    .until(
                            () ->
                                    new RawCall(server.port(), "*")
                                            .place()
                                            .result()
                                            .equals("CANCELLED"));
        }
    }

    /// Idle connections are dropped after half a minute. Until then they must not take the calls'
    /// files.
    @Test
    void aThousandHttpConnectionsLeaveCallsWhatTheyNeed() throws IOException {
        var limited =
                Ova.serve(parent.resolve("d"))
                        .with("OVA_HTTP_CONNECTIONS_PER_ADDRESS", "1000")
                        .under("prlimit", "--nofile=" + LIMIT + ":" + LIMIT);
        var idle = new ArrayList<Socket>();
        try (var server = limited.start()) {
            for (var i = 0; i < 1_000; i++)
                idle.add(
                        new Socket(
                                InetAddress.getLoopbackAddress(),
                                server.administration().getPort()));
            var held = new ArrayList<Socket>();
            try {
                for (var i = 0; i < CALLS_BESIDE; i++) {
                    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                    socket.setSoTimeout(60_000);
                    held.add(socket);
                    assertThat(answered(socket)).as("call " + i).isTrue();
                }
            } finally {
                for (var socket : held) socket.close();
            }
            assertThat(server.log()).doesNotContain("Too many open files");
        } finally {
            for (var socket : idle) socket.close();
        }
    }

    private static boolean answered(Socket socket) throws IOException {
        var request =
                """
                agi_network: yes
                agi_network_script: login?dialplan=default
                agi_request: agi://127.0.0.1/login?dialplan=default
                agi_channel: PJSIP/trunk-00000003
                agi_uniqueid: 1700000000.7
                agi_callerid: unknown

                """;
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
            return new BufferedReader(in).readLine() != null;
        } catch (SocketException e) {
            return false; // dropped before everything was sent
        }
    }
}
