package org.ovalogin.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A telephone by SIP with sound of its own, where SIPp has too little: tones in the sound, keys by
/// INFO, several calls at once, transfers. Thread-safe.
public final class SoftPhone implements AutoCloseable {
    /// How a telephone sends its keys.
    public enum Keys {
        /// As events in the stream of sound, RFC 4733.
        EVENTS,
        /// As sound, µ-law.
        ULAW_TONES,
        /// As sound, A-law.
        ALAW_TONES,
        /// As SIP INFO, `application/dtmf-relay`.
        INFO
    }

    /// @param user whose password is used; empty: none
    /// @param shown the number in From
    /// @param address the phone's own
    record Line(int port, String user, String password, String shown, String address) {
        @Override
        public String toString() {
            return "Line[" + user + "]";
        }
    }

    private final Line line;
    private final Keys keys;
    private final InetAddress here;
    private final DatagramSocket socket;
    private final Map<String, SoftCall> calls = new ConcurrentHashMap<>();
    private final BlockingQueue<SoftCall> answered = new LinkedBlockingQueue<>();

    SoftPhone(Line line, Keys keys) {
        this.line = line;
        this.keys = keys;
        try {
            here = InetAddress.getByName(line.address());
            socket = new DatagramSocket(0, here);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("soft-phone").start(this::receive);
    }

    Line line() {
        return line;
    }

    Keys keys() {
        return keys;
    }

    InetAddress here() {
        return here;
    }

    /// The port on which others call this phone.
    public int port() {
        return socket.getLocalPort();
    }

    /// Places a call; returns before it is answered.
    public SoftCall dial(String number) {
        var call = new SoftCall(this);
        calls.put(call.id(), call);
        call.dial(number);
        return call;
    }

    /// The next call to this phone, which answers at once.
    public SoftCall awaitCall() {
        try {
            var call = answered.poll(30, TimeUnit.SECONDS);
            if (call == null) throw new IllegalStateException("nobody called within 30 s");
            return call;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    void send(String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        try {
            var asterisk = new InetSocketAddress(InetAddress.getLoopbackAddress(), line.port());
            socket.send(new DatagramPacket(bytes, bytes.length, asterisk));
        } catch (IOException e) {
            if (!socket.isClosed()) throw new UncheckedIOException(e);
        }
    }

    private void receive() {
        var buffer = new byte[65_535];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                take(
                        SipMessage.of(
                                new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                if (!socket.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private void take(SipMessage message) {
        var id = message.header("Call-ID");
        var call = calls.get(id);
        if (call != null) {
            call.take(message);
        } else if (!message.isReply() && message.method().equals("INVITE")) {
            var coming = new SoftCall(this, message);
            calls.put(id, coming);
            coming.take(message);
            answered.add(coming);
        } else if (!message.isReply() && !message.method().equals("ACK")) {
            send(message.reply("481 Call/Transaction Does Not Exist", "none", "", ""));
        }
    }

    @Override
    public void close() {
        calls.values().forEach(SoftCall::close);
        socket.close();
    }
}
