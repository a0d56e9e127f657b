package org.ovalogin.notify.journal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// The syslog server. Its name is looked up only when an event is sent.
///
/// @param host without brackets
public record SyslogSettings(Transport transport, String host, int port) {
    private static final int HIGHEST_PORT = 65_535;

    public enum Transport {
        UDP,
        TCP
    }

    /// @param text `HOST:PORT` or `udp://HOST:PORT` for UDP, `tcp://HOST:PORT` for TCP
    /// @throws IllegalArgumentException for anything else
    public static SyslogSettings of(String text) {
        try {
            var uri = new URI(text.contains("://") ? text : "udp://" + text);
            var transport = Transport.valueOf(uri.getScheme().toUpperCase(Locale.ROOT));
            var host = uri.getHost();
            var port = uri.getPort();
            var only = "%s://%s:%d".formatted(uri.getScheme(), host, port).equals(uri.toString());
            if (host != null && only && port >= 1 && port <= HIGHEST_PORT)
                return new SyslogSettings(transport, host.replaceAll("^\\[|]$", ""), port);
        } catch (URISyntaxException | IllegalArgumentException _) {
            // reported below
        }
        throw new IllegalArgumentException(
                "events.syslog: found '%s', allowed: HOST:PORT, udp://HOST:PORT or tcp://HOST:PORT"
                        .formatted(text));
    }

    @Override
    public String toString() {
        return "%s://%s:%d"
                .formatted(
                        transport.name().toLowerCase(Locale.ROOT),
                        host.contains(":") ? "[" + host + "]" : host,
                        port);
    }
}
