package org.ovalogin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/// Tells `ova health` in one line whether calls can be taken: on loopback, without TLS, whatever
/// the addresses for Asterisk and for browsers. Answers one at a time and reads nothing, so it can
/// be neither fed nor occupied.
final class HealthPort implements AutoCloseable {
    static final String READY = "ready";

    private static final int WAITING = 16;

    private final ServerSocket socket;
    private final String mark;
    private final Supplier<List<String>> obstacles;

    /// @param mark begins each answer, so that another program on the port of a killed server is
    ///   not believed
    /// @param obstacles in sentences; empty: calls can be taken. Answers within seconds
    HealthPort(String mark, Supplier<List<String>> obstacles) {
        this.mark = mark;
        this.obstacles = obstacles;
        try {
            socket = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("can't listen on loopback for ova health", e);
        }
    }

    /// @return where it listens, `ADDRESS:PORT`
    String start() {
        Thread.ofPlatform().daemon().name("health").start(this::answerAll);
        return socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    private void answerAll() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                answer(client);
            } catch (IOException _) {
                // the client has gone, or this was closed
            }
        }
    }

    private void answer(Socket client) throws IOException {
        var found = obstacles.get();
        var line = found.isEmpty() ? READY : String.join(" ", found);
        var answer = mark + " " + line + "\n";
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
