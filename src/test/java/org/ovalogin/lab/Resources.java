package org.ovalogin.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The lab's resources from the class path and the machine.
final class Resources {
    private Resources() {}

    /// The text of a file in `lab/`, with each `@NAME@` filled in.
    static String text(String file, Map<String, String> values) {
        try (var in = Resources.class.getResourceAsStream("/lab/" + file)) {
            if (in == null) throw new IllegalStateException("no resource lab/" + file);
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var value : values.entrySet())
                text = text.replace("@" + value.getKey() + "@", value.getValue());
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A port on which nothing listens at present, TCP or UDP.
    static int freePort() {
        try {
            for (var tries = 0; tries < 100; tries++) {
                try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    var port = probe.getLocalPort();
                    new DatagramSocket(port, InetAddress.getLoopbackAddress()).close();
                    return port;
                } catch (BindException e) {
                    // free for TCP alone
                }
            }
            throw new IllegalStateException("no port is free for both TCP and UDP");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
