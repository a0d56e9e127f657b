package org.ovalogin.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;

/// The sound that a [SoftPhone] sends during one call, by RTP in real time: silence, and the keys.
/// What comes back is not listened to. Thread-safe.
final class SoundStream implements AutoCloseable {
    /// Of a packet.
    private static final int MILLIS = 20;

    private static final int SAMPLES = 160;

    /// Silent samples in a tone's first packet.
    private static final int BEGIN = 60;

    /// Packets of a key's tone, and of the pause after it: 100 ms each.
    private static final int TONE = 5;

    private static final int EVENTS = 101;
    private static final int ULAW = 0;
    private static final int ALAW = 8;
    private static final int EVENT_END = 0x80;
    private static final int EVENT_VOLUME = 10;

    private sealed interface Moment {}

    private record Silence() implements Moment {}

    private record Tone(char key, int number) implements Moment {}

    private final SoftPhone.Keys keys;
    private final DatagramSocket socket;
    private final BlockingQueue<Moment> moments = new LinkedBlockingQueue<>();
    private final int source = ThreadLocalRandom.current().nextInt();
    private int sequence = ThreadLocalRandom.current().nextInt(30_000);
    private int time = ThreadLocalRandom.current().nextInt(1 << 30);
    private volatile int toneLength = TONE;
    private volatile boolean closed;

    SoundStream(InetAddress here, SoftPhone.Keys keys) {
        this.keys = keys;
        try {
            socket = new DatagramSocket(0, here);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    void start(int port) {
        var there = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Thread.ofPlatform().daemon().name("sound").start(() -> send(there));
    }

    /// Returns once the key's tone and the pause after it are sent.
    void press(char key) {
        press(key, TONE, TONE);
    }

    /// As [#press(char)].
    ///
    /// @param tone packets of the tone
    /// @param pause packets of the pause after it
    void press(char key, int tone, int pause) {
        toneLength = tone;
        for (var i = 0; i < tone; i++) moments.add(new Tone(key, i));
        for (var i = 0; i < pause; i++) moments.add(new Silence());
        while (!closed && !moments.isEmpty()) pause(Duration.ofMillis(MILLIS / 4));
    }

    private void send(InetSocketAddress there) {
        var next = System.nanoTime();
        while (!closed) {
            try {
                switch (moments.poll()) {
                    case Tone(var key, var number) when keys == SoftPhone.Keys.EVENTS ->
                            event(there, key, number);
                    case Tone(var key, var number) -> sound(there, tone(key, number));
                    case Silence() -> sound(there, new short[SAMPLES]);
                    case null -> sound(there, new short[SAMPLES]);
                }
            } catch (IOException e) {
                if (!closed) throw new UncheckedIOException(e);
            }
            time += SAMPLES;
            next += MILLIS * 1_000_000L;
            pause(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
    }

    /// A tone begins somewhere in a packet. Asterisk looks at 102 samples together (dsp.c), so it
    /// can't mute the 100 of the first packet in which this one has begun.
    private static short[] tone(char key, int number) {
        var tone = Tones.of(key, number * SAMPLES, SAMPLES);
        if (number == 0) Arrays.fill(tone, 0, BEGIN, (short) 0);
        return tone;
    }

    private void sound(InetSocketAddress there, short[] samples) throws IOException {
        var alaw = keys == SoftPhone.Keys.ALAW_TONES;
        var payload = new byte[samples.length];
        for (var i = 0; i < samples.length; i++)
            payload[i] = alaw ? Tones.alaw(samples[i]) : Tones.ulaw(samples[i]);
        packet(there, alaw ? ALAW : ULAW, time, payload);
    }

    /// RFC 4733, 2.5.1: all packets of an event have its first one's time, and the last is sent
    /// three times.
    private void event(InetSocketAddress there, char key, int number) throws IOException {
        var last = number == toneLength - 1;
        var payload =
                ByteBuffer.allocate(4)
                        .put((byte) "0123456789*#".indexOf(key))
                        .put((byte) (EVENT_VOLUME | (last ? EVENT_END : 0)))
                        .putShort((short) ((number + 1) * SAMPLES))
                        .array();
        var type = EVENTS | (number == 0 ? 0x80 : 0);
        for (var i = 0; i < (last ? 3 : 1); i++)
            packet(there, type, time - number * SAMPLES, payload);
    }

    private void packet(InetSocketAddress there, int type, int when, byte[] payload)
            throws IOException {
        var bytes =
                ByteBuffer.allocate(12 + payload.length)
                        .put((byte) 0x80)
                        .put((byte) type)
                        .putShort((short) sequence++)
                        .putInt(when)
                        .putInt(source)
                        .put(payload)
                        .array();
        socket.send(new DatagramPacket(bytes, bytes.length, there));
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        socket.close();
    }
}
