package org.ovalogin.cli.phone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/// The server to call.
///
/// @param host a name or an address; IPv6 in brackets
record ServerAddress(String host, int port) {
    private static final int AGI_PORT = 4573;

    /// Asterisk's own limit (`handle_connection` in res_agi.c).
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /// @param text `HOST` or `HOST:PORT`
    /// @throws IllegalArgumentException for anything else
    static ServerAddress of(String text) {
        try {
            var uri = new URI("agi://" + text);
            var port = uri.getPort() == -1 ? AGI_PORT : uri.getPort();
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPath().isEmpty()
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && port >= 1
                    && port <= 65535) return new ServerAddress(uri.getHost(), port);
        } catch (URISyntaxException e) {
            // falls through to the same message
        }
        throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
    }

    Socket connect() throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port),
                    (int) CONNECT.toMillis());
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
