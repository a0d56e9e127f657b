package org.ovalogin.cli.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A FastAGI server for one call, which says what a test has it say.
final class Ivr implements AutoCloseable {
    @FunctionalInterface
    interface Side {
        void talk(Call call) throws IOException;
    }

    /// The call as the server sees it.
    static final class Call {
        final List<String> announcement = new ArrayList<>();
        private final Socket socket;
        private final BufferedReader in;

        private Call(Socket socket) throws IOException {
            this.socket = socket;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (var line = hear(); !line.isEmpty(); line = hear()) announcement.add(line);
        }

        String ask(String command) {
            say(command);
            return hear();
        }

        void say(String lines) {
            try {
                socket.getOutputStream().write((lines + "\n").getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// The next line; empty at the end.
        String hear() {
            try {
                var line = in.readLine();
                return line == null ? "" : line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String play(String sound) {
            return ask("STREAM FILE \"ova/" + sound + "\" \"0123456789*#\"");
        }

        String waitForKey(int ms) {
            return ask("WAIT FOR DIGIT " + ms);
        }
    }

    private final ServerSocket listener;
    private final CompletableFuture<Void> call;

    Ivr(Side side) {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        call =
                CompletableFuture.runAsync(
                        () -> {
                            try (var socket = listener.accept()) {
                                side.talk(new Call(socket));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        task -> Thread.ofVirtual().start(task));
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /// Ends once the server's side has, with its failure if it failed.
    @Override
    public void close() {
        call.join();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
