package org.ovalogin.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.ovalogin.call.dialog.DoctorsCall;

/// Makes one FastAGI request, by the address that the dialplan uses.
final class FastAgiProbe {
    /// Asterisk gives a connection the same time (`handle_connection` in res_agi.c).
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int LONGEST_LINE = 1024;
    private static final Pattern MARK =
            Pattern.compile("SET VARIABLE \"?" + DoctorsCall.VARIABLE + "\"? \"?([^\"]*)\"?");

    sealed interface Answer {
        /// A server of ours.
        record Mark(String mark) implements Answer {}

        /// Accepts the connection and closes it: the address of this host is not allowed there.
        record Closed() implements Answer {}

        /// Speaks FastAGI, but does not know the request: an older release, or another program.
        record Other() implements Answer {}

        record Nobody(String reason) implements Answer {}
    }

    private FastAgiProbe() {}

    /// @param port TCP
    static Answer ask(String host, int port) {
        try (var socket = new Socket()) {
            var place = new InetSocketAddress(host, port);
            if (place.isUnresolved()) throw new UnknownHostException("unknown host");
            socket.connect(place, (int) CONNECT.toMillis());
            socket.setSoTimeout((int) ANSWER.toMillis());
            socket.getOutputStream().write(request(host, port).getBytes(UTF_8));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var answer = read(in);
            if (answer instanceof Answer.Mark)
                socket.getOutputStream().write("200 result=1\n".getBytes(UTF_8));
            return answer;
        } catch (IOException e) {
            return new Answer.Nobody(String.valueOf(e.getMessage()));
        }
    }

    private static Answer read(BufferedReader in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
            if (c < 0) return line.isEmpty() ? new Answer.Closed() : new Answer.Other();
            line.append((char) c);
        }
        var mark = MARK.matcher(line.toString().strip());
        return mark.matches() ? new Answer.Mark(mark.group(1)) : new Answer.Other();
    }

    private static String request(String host, int port) {
        return """
        agi_network: yes
        agi_network_script: %1$s
        agi_request: agi://%2$s:%3$d/%1$s
        agi_channel: doctor
        agi_uniqueid: doctor

        """
                .formatted(DoctorsCall.SCRIPT, host, port);
    }
}
