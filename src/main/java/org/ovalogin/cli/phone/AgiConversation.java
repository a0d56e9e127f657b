package org.ovalogin.cli.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import org.ovalogin.cli.phone.PhoneEvent.Command;
import org.ovalogin.cli.phone.PhoneEvent.End;

/// One call over one connection, from the announcement until the server leaves (`run_agi` in
/// res_agi.c).
final class AgiConversation {
    private final Socket socket;
    private final Channel channel;
    private final AsteriskSide asterisk;

    AgiConversation(Socket socket, Channel channel, AsteriskSide asterisk) {
        this.socket = socket;
        this.channel = channel;
        this.asterisk = asterisk;
    }

    /// Returns once the server has left, which may be some time after the hang-up.
    void hold(Announcement announcement) {
        try (socket;
                var out = new OutputStreamWriter(socket.getOutputStream(), UTF_8)) {
            Thread.ofVirtual().name("server").start(this::listenToServer);
            send(out, announcement.text());
            converse(out);
        } catch (IOException e) {
            // the server never heard of the call: nothing happened
        }
    }

    private void converse(Writer out) {
        var dead = false;
        while (true) {
            switch (channel.next()) {
                case Command(var line) -> {
                    var reply = asterisk.reply(line, dead);
                    if (reply.isPresent()) send(out, reply.get() + "\n");
                }
                case End.HUNG_UP -> {
                    dead = true;
                    send(out, "HANGUP\n");
                }
                case End.SERVER_LEFT -> {
                    return;
                }
            }
        }
    }

    /// Ignores failures: a server that no longer listens may have sent something before. Reading on
    /// finds its end, so all its variables count.
    private static void send(Writer out, String text) {
        try {
            out.write(text);
            out.flush();
        } catch (IOException e) {
            // as above
        }
    }

    private void listenToServer() {
        try {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                channel.commandArrives(line);
            }
        } catch (IOException e) {
            // a connection broken by the server ends the call like a closed one
        }
        channel.serverLeaves();
    }
}
