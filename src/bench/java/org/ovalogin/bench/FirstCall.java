package org.ovalogin.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.ovalogin.Population;
import org.ovalogin.bench.CallScript.Errand;

/// One call of a caller whose keys and prompts take no time; only silence takes its time.
final class FirstCall {
    private static final int PATIENCE_MILLIS = 30_000;

    private FirstCall() {}

    /// @return from the connection to the call's end
    static Duration signIn(int port) {
        var begun = System.nanoTime();
        var script = new CallScript(Errand.SIGN_IN, Population.extension(0), true);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            send(socket, script.environment(0));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var reply = script.reply(line);
                if (reply.line().equals("200 result=0") && reply.afterMillis() > 0)
                    LockSupport.parkNanos(Duration.ofMillis(reply.afterMillis()).toNanos());
                send(socket, reply.line() + "\n");
            }
        } catch (IOException e) {
            if (!script.done()) throw new UncheckedIOException(e);
        }
        if (!script.done()) throw new IllegalStateException("the first call did not succeed");
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
