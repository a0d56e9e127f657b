package org.ovalogin.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asterisk's side of one call, reduced to a caller who only keys digits, and as fast as the
/// server. Hangs up when the keys are used up and the server waits for one.
final class RawCall {
    private static final String CHANNEL = "PJSIP/trunk-00000003";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// A wait up to this long is for silence or a verdict, not for a thinking caller.
    private static final int LONGEST_PAUSE_MILLIS = 1000;

    private static final Pattern SET =
            Pattern.compile("SET VARIABLE \"([^\"]+)\" \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NUMBER = Pattern.compile("\\d+$");

    private final int port;
    private final String keys;
    private String parameters = "dialplan=default";
    private String caller = "unknown";
    private boolean realTime;
    private Function<String, Optional<String>> replies = _ -> Optional.empty();

    /// The result of a call.
    ///
    /// @param waits from the reply with a whole entry to the next prompt, one for each entry that
    ///   ends with `#`
    record Heard(Map<String, String> variables, List<String> commands, List<Duration> waits) {
        String result() {
            return variables.getOrDefault("OVA_RESULT", "NONE");
        }

        /// The prompts, by name.
        List<String> prompts() {
            return commands.stream()
                    .filter(c -> c.startsWith("STREAM FILE"))
                    .map(c -> c.replaceFirst("STREAM FILE \"ova/([a-z0-9-]+)\".*", "$1"))
                    .toList();
        }
    }

    RawCall(int port, String keys) {
        this.port = port;
        this.keys = keys;
    }

    RawCall parameters(String wanted) {
        parameters = wanted;
        return this;
    }

    RawCall from(String number) {
        caller = number;
        return this;
    }

    /// Waits as long as commands say, like Asterisk; otherwise pauses end at once.
    RawCall inRealTime() {
        realTime = true;
        return this;
    }

    /// Replaces replies to commands; empty: the usual reply. A reply is sent as it is, including
    /// its line end.
    RawCall replying(Function<String, Optional<String>> own) {
        replies = own;
        return this;
    }

    Heard place() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            return talk(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Places all of them at once.
    static List<Heard> placeAll(List<RawCall> calls) {
        try (var lines = Executors.newVirtualThreadPerTaskExecutor()) {
            return calls.stream()
                    .map(call -> CompletableFuture.supplyAsync(call::place, lines))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private Heard talk(Socket socket) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var heard = new Heard(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        var left = new StringBuilder(keys);
        var entered = 0L;
        send(socket, announcement());
        for (var line = read(in); line != null; line = read(in)) {
            heard.commands.add(line);
            if (entered != 0 && line.startsWith("STREAM FILE")) {
                heard.waits.add(Duration.ofNanos(System.nanoTime() - entered));
                entered = 0;
            }
            var own = replies.apply(line);
            if (own.isPresent()) {
                send(socket, own.get());
                continue;
            }
            if (line.startsWith("WAIT FOR DIGIT")
                    && number(line) > LONGEST_PAUSE_MILLIS
                    && left.isEmpty()) break;
            var reply = reply(line, left, heard);
            send(socket, reply + "\n");
            if (line.startsWith("GET DATA") && !reply.contains("timeout"))
                entered = System.nanoTime();
        }
        return heard;
    }

    private String reply(String line, StringBuilder left, Heard heard) {
        if (line.startsWith("WAIT FOR DIGIT")) {
            if (number(line) > LONGEST_PAUSE_MILLIS) {
                var key = left.charAt(0);
                left.deleteCharAt(0);
                return "200 result=" + (int) key;
            }
            if (realTime) sleep(number(line));
            return "200 result=0";
        }
        if (line.startsWith("GET DATA")) return data(number(line), left);
        var set = SET.matcher(line);
        if (set.matches()) {
            heard.variables.put(set.group(1), set.group(2));
            return "200 result=1";
        }
        if (line.equals("GET FULL VARIABLE \"${CHANNEL}/${OVA_CHANNEL}\""))
            return "200 result=1 (%1$s/%1$s)".formatted(CHANNEL);
        if (line.startsWith("GET FULL VARIABLE")) return "200 result=1 (0)";
        return line.startsWith("STREAM FILE") ? "200 result=0 endpos=0" : "200 result=0";
    }

    private static String data(int most, StringBuilder left) {
        var entry = new StringBuilder();
        while (!left.isEmpty() && entry.length() < most) {
            var key = left.charAt(0);
            left.deleteCharAt(0);
            if (key == '#') return "200 result=" + entry;
            entry.append(key);
        }
        return "200 result=" + entry + (entry.length() == most ? "" : " (timeout)");
    }

    private String announcement() {
        return """
        agi_network: yes
        agi_network_script: login?%1$s
        agi_request: agi://127.0.0.1/login?%1$s
        agi_channel: %3$s
        agi_language: en
        agi_uniqueid: 1700000000.7
        agi_callerid: %2$s

        """
                .formatted(parameters, caller, CHANNEL);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A killed server may also end a connection with a reset.
    private static @Nullable String read(BufferedReader in) throws IOException {
        try {
            return in.readLine();
        } catch (SocketException e) {
            return null;
        }
    }

    private static int number(String command) {
        var matcher = NUMBER.matcher(command);
        return matcher.find() ? Integer.parseInt(matcher.group()) : 0;
    }

    private static void sleep(int millis) {
        var end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime())
            LockSupport.parkNanos(left);
    }
}
