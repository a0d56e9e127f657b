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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A minimal FastAGI server that sends whatever a test wants: the dialplan must be right whatever
/// the server does.
final class ScriptedServer implements AutoCloseable {
    /// One request from Asterisk.
    interface Talk {
        void with(Line line) throws IOException;
    }

    private final ServerSocket socket;
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private volatile Talk talk = _ -> {};

    ScriptedServer() throws IOException {
        socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Forgets earlier requests and answers later ones in this way.
    void answers(Talk how) {
        requests.clear();
        talk = how;
    }

    /// The environments of the requests since the last [#answers(Talk)].
    List<Map<String, String>> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.UTF_8));
            var environment = new HashMap<String, String>();
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                var colon = line.indexOf(": ");
                environment.put(line.substring(0, colon), line.substring(colon + 2));
            }
            requests.add(Map.copyOf(environment));
            var out = new OutputStreamWriter(connection.getOutputStream(), StandardCharsets.UTF_8);
            talk.with(new Line(environment, in, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// Asterisk's end of one request.
    record Line(Map<String, String> environment, BufferedReader in, Writer out) {
        /// Sends a command and returns the reply, such as `200 result=0`; skips `HANGUP`.
        String command(String command) throws IOException {
            out.write(command + "\n");
            out.flush();
            var reply = in.readLine();
            while ("HANGUP".equals(reply)) reply = in.readLine();
            return reply == null ? "" : reply;
        }

        void set(String variable, String value) throws IOException {
            command("SET VARIABLE %s \"%s\"".formatted(variable, value));
        }

        /// The variables that the dialplan acts on.
        void result(String result, String next, String mailbox) throws IOException {
            set("OVA_MAILBOX", mailbox);
            set("OVA_NEXT", next);
            set("OVA_RESULT", result);
        }

        boolean returning() {
            return environment.getOrDefault("agi_network_script", "").contains("session=");
        }
    }
}
