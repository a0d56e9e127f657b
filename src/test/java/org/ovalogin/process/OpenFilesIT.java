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

/// A server that may open few files: calls beyond what it can hold are dropped at once, so that the
/// dialplan goes on, and nobody waits in silence for a connection that can't be taken.
class OpenFilesIT {
    private static final int LIMIT = 400;
    private static final int CALLS = 320;

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
            return false; // dropped before all of it was sent
        }
    }
}
