package org.ovalogin.call.fastagi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;

/// The other end of the line, driven by bytes. Sends them as they are up to the first empty line;
/// then sends one line after each command, or at once if the line begins with `!`. Finally hangs
/// up, with a reset if the number of bytes is even.
final class FuzzedAsterisk {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern KEYS = Pattern.compile("200 result=([0-9*A-Da-d]*).*");
    private static final Pattern ADMISSION =
            Pattern.compile(
                    "SET VARIABLE \"(OVA_RESULT\" \"SUCCESS|OVA_MAILBOX\" \"|OVA_SESSION\" \").*");

    private final String announcement;
    private final ArrayDeque<String> replies;
    private final boolean hard;
    private final StringBuilder keys = new StringBuilder();
    private boolean letIn;

    FuzzedAsterisk(byte[] bytes) {
        // byte by byte, so that invalid UTF-8 arrives unchanged
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\n\n");
        announcement = end < 0 ? text : text.substring(0, end + 2);
        replies = new ArrayDeque<>();
        if (end >= 0) replies.addAll(List.of(text.substring(end + 2).split("\n", -1)));
        hard = bytes.length % 2 == 0;
    }

    void call(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            if (hard) socket.setSoLinger(true, 0);
            talk(socket);
        } catch (SocketException e) {
            // the server closed first
        } catch (IOException e) {
            throw new UncheckedIOException("the connection does not end", e);
        }
    }

    private void talk(Socket socket) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(
                                socket.getInputStream(), StandardCharsets.ISO_8859_1));
        send(socket, announcement);
        for (var reply : replies) {
            if (reply.startsWith("!")) {
                count("", reply.substring(1));
                send(socket, reply.substring(1) + "\n");
                continue;
            }
            var command = in.readLine();
            if (command == null) return;
            letIn |= ADMISSION.matcher(command).matches();
            count(command, reply);
            send(socket, reply + "\n");
        }
        if (hard) return;
        socket.shutdownOutput();
        for (var command = in.readLine(); command != null; command = in.readLine())
            letIn |= ADMISSION.matcher(command).matches();
    }

    /// Records the keys that the server may read from this reply.
    private void count(String command, String reply) {
        var matcher = KEYS.matcher(reply);
        if (!matcher.matches()) return;
        var result = matcher.group(1).replaceAll("[A-Da-d]", "");
        if (command.startsWith("GET DATA")) keys.append(result);
        else if (result.matches("[0-9]{2}")) keys.append((char) Integer.parseInt(result));
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Whether the dialplan was told to let the caller in.
    boolean letIn() {
        return letIn;
    }

    /// The pressed keys.
    String keys() {
        return keys.toString();
    }
}
