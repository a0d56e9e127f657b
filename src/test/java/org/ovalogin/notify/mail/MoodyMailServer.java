package org.ovalogin.notify.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A mail server on this host that answers as instructed: refusals, silence, endless answers,
/// broken connections, STARTTLS.
public final class MoodyMailServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Optional<SSLContext> tls;
    private final Map<String, UnaryOperator<String>> answers = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /// Accepted letters, as received.
    public final List<String> accepted = new CopyOnWriteArrayList<>();

    /// Letters received up to the final dot.
    final List<String> seen = new CopyOnWriteArrayList<>();

    /// The clients' lines without letters; those over TLS carry a mark.
    final List<String> heard = new CopyOnWriteArrayList<>();

    /// Number of open connections.
    final AtomicInteger conversations = new AtomicInteger();

    public MoodyMailServer() {
        this(Optional.empty());
    }

    MoodyMailServer(SSLContext tls) {
        this(Optional.of(tls));
    }

    private MoodyMailServer(Optional<SSLContext> tls) {
        this.tls = tls;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// @param at a command, or `.` for the letter's end
    public MoodyMailServer answers(String at, String answer) {
        return answers(at, _ -> answer);
    }

    /// @param answer computed from the client's line or the letter
    MoodyMailServer answers(String at, UnaryOperator<String> answer) {
        answers.put(at, answer);
        return this;
    }

    /// From now on answers like a normal mail server.
    public MoodyMailServer isGood() {
        answers.clear();
        return this;
    }

    /// Never answers there.
    MoodyMailServer isSilentAt(String at) {
        return answers(at, _ -> waited());
    }

    private String waited() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "421 closed";
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket plain) {
        conversations.incrementAndGet();
        try (plain) {
            if (converse(plain, "", Optional.of("220 moody ESMTP")) && tls.isPresent()) {
                var factory = tls.get().getSocketFactory();
                var secure = (SSLSocket) factory.createSocket(plain, null, plain.getPort(), true);
                secure.setUseClientMode(false);
                converse(secure, "TLS ", Optional.empty());
            }
        } catch (IOException _) {
            // the client has gone
        } finally {
            conversations.decrementAndGet();
        }
    }

    /// True if TLS is to begin.
    private boolean converse(Socket socket, String mark, Optional<String> greeting)
            throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        if (greeting.isPresent()) say(socket, answer("", "", greeting.get()));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(mark + line);
            var verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            say(socket, answer(verb, line, usual(verb, mark)));
            if (verb.equals("STARTTLS")) return true;
            if (verb.equals("QUIT")) return false;
            if (verb.equals("DATA") && !answers.containsKey("DATA")) takeLetter(socket, in);
        }
        return false;
    }

    private String usual(String verb, String mark) {
        return switch (verb) {
            case "EHLO" ->
                    tls.isPresent() && mark.isEmpty() ? "250-moody\r\n250 STARTTLS" : "250 moody";
            case "STARTTLS" -> "220 go on";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 2.0.0 fine";
        };
    }

    private void takeLetter(Socket socket, BufferedReader in) throws IOException {
        var letter = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine())
            letter.append(line).append("\r\n");
        seen.add(letter.toString());
        var answer = answer(".", letter.toString(), "250 2.0.0 taken");
        if (answer.startsWith("250 ")) accepted.add(letter.toString());
        say(socket, answer);
    }

    private String answer(String at, String said, String usual) {
        return answers.getOrDefault(at, _ -> usual).apply(said);
    }

    /// The answer `hang up` ends the connection; `250-…` alone goes on for ever.
    private void say(Socket socket, String answer) throws IOException {
        if (answer.equals("hang up")) {
            socket.close();
            return;
        }
        var line = (answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var endless = answer.equals("250-and");
        try {
            do {
                socket.getOutputStream().write(line);
                socket.getOutputStream().flush();
            } while (endless && !closed.await(20, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (var socket : sockets) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
