package org.ovalogin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for processes that are told where to listen.
public final class Ports {
    /// Below the ports that Linux gives to outgoing connections, and below the lab's voice streams:
    /// nobody else takes one between this choice and the process's start.
    private static final int FIRST = 10_000;

    private static final int LAST = 19_999;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// A port on which nothing listens at present, TCP or UDP; each is given once.
    public static int free() {
        for (var tries = 0; tries < 1000; tries++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (isFree(port) && GIVEN.add(port)) return port;
        }
        throw new IllegalStateException(
                "no port from %d to %d is free for both TCP and UDP".formatted(FIRST, LAST));
    }

    private static boolean isFree(int port) {
        var here = InetAddress.getLoopbackAddress();
        try (var _ = new ServerSocket(port, 1, here);
                var _ = new DatagramSocket(port, here)) {
            return true;
        } catch (BindException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
