package org.ovalogin.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The callers' ends of Local channels. Once a call is answered, Asterisk asks here over FastAGI
/// for its caller's keys. Thread-safe.
final class InsideLegs implements AutoCloseable {
    private final ServerSocket socket;
    private final ConcurrentHashMap<String, CompletableFuture<Leg>> awaited =
            new ConcurrentHashMap<>();

    InsideLegs() throws IOException {
        socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("inside-legs").start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Announces a call of this name, about to be placed.
    void expect(String name) {
        awaited.put(name, new CompletableFuture<>());
    }

    /// @throws IllegalStateException if the call is not answered within `patience`
    Leg await(String name, Duration patience) {
        try {
            return awaited.computeIfAbsent(name, _ -> new CompletableFuture<>())
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException(
                    "call " + name + " was not answered within " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            awaited.remove(name);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> greet(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private void greet(Socket connection) {
        try {
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.UTF_8));
            var name = "";
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("agi_network_script: "))
                    name = line.substring("agi_network_script: ".length());
            }
            var leg = new InsideLeg(connection, in);
            var expected = awaited.get(name);
            if (expected == null || !expected.complete(leg)) leg.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private static final class InsideLeg implements Leg {
        /// Milliseconds of silence between tones, and of a tone: above the minimum that Asterisk
        /// passes unchanged (80 ms of tone, 45 ms between, in main/channel.c).
        private static final String TIMES = ",60,100";

        /// A person's time between the first key, which interrupts the prompt, and the second.
        /// Asterisk drops a key that comes before the server's next command, which a busy machine
        /// delays.
        private static final Duration AFTER_FIRST = Duration.ofMillis(300);

        private final Socket connection;
        private final BufferedReader in;
        private final Writer out;

        InsideLeg(Socket connection, BufferedReader in) throws IOException {
            this.connection = connection;
            this.in = in;
            this.out = new OutputStreamWriter(connection.getOutputStream(), StandardCharsets.UTF_8);
        }

        @Override
        public void press(String keys, Runnable beforeLast) {
            var last = keys.length() - 1;
            if (last > 0) {
                send(keys.substring(0, 1));
                pause();
            }
            if (last > 1) send(keys.substring(1, last));
            beforeLast.run();
            send(keys.substring(last));
        }

        private static void pause() {
            try {
                Thread.sleep(AFTER_FIRST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void send(String keys) {
            try {
                out.write("EXEC SendDTMF \"" + keys + TIMES + "\"\n");
                out.flush();
                // HANGUP, an error and the end of the stream all mean that the call is over
                in.readLine();
            } catch (IOException e) {
                close();
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
