package org.ovalogin.web.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.net.Subnets;

/// The HTTP address of administrators and owners, and its security. Refuses bad values with an
/// [IllegalArgumentException] that has a line for each.
///
/// @param listen resolved address; port 0 picks a free one; empty: no HTTP at all
/// @param publicUrl scheme, host and port at which owners reach us, without a path; the only source
///   of links in e-mails; empty: no self-service
public record HttpSettings(
        Optional<InetSocketAddress> listen,
        Optional<URI> publicUrl,
        Encryption encryption,
        Clients clients,
        Sessions sessions) {

    /// @param allowPlain passwords, tokens and PINs may cross a network without TLS
    public record Encryption(Optional<Tls> tls, boolean allowPlain) {}

    /// @param trustedProxies addresses and subnets whose `X-Forwarded-For` is believed
    /// @param connectionsPerAddress open at a time from one address or one IPv6 network (/64);
    ///   trusted proxies have no limit
    public record Clients(List<String> trustedProxies, int connectionsPerAddress) {
        /// A browser opens six. A hundred let several people work behind one address.
        private static final int USUAL_CONNECTIONS = 100;

        public Clients {
            trustedProxies = List.copyOf(trustedProxies);
        }

        /// Settings with the usual number of connections per address.
        public Clients(List<String> trustedProxies) {
            this(trustedProxies, USUAL_CONNECTIONS);
        }
    }

    /// Sessions of administrators.
    ///
    /// @param idle a session ends after this time without a request
    /// @param length every session ends after this time
    public record Sessions(Duration idle, Duration length) {}

    /// All HTTP connections at a time, from any client.
    static final int MOST_CONNECTIONS = 1_000;

    /// @param certificate PEM, with the chain
    /// @param key PEM, PKCS #8, not encrypted
    public record Tls(Path certificate, Path key) {
        /// Both files or neither.
        ///
        /// @throws IllegalArgumentException if only one is named
        public static Optional<Tls> of(String certificate, String key) {
            if (certificate.isEmpty() != key.isEmpty())
                throw new IllegalArgumentException(
                        "http.tls.certificate, http.tls.key: found only one of them, allowed: both"
                                + " or none");
            return certificate.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Tls(Path.of(certificate), Path.of(key)));
        }
    }

    private static final Duration LEAST = Duration.ofMinutes(1);

    public HttpSettings {
        var bad = new ArrayList<String>();
        var tls = encryption.tls();
        var allowPlain = encryption.allowPlain();
        listen.ifPresent(address -> checkListen(address, allowPlain || tls.isPresent(), bad));
        publicUrl.ifPresent(url -> checkPublicUrl(url, allowPlain, bad));
        tls.ifPresent(files -> checkFiles(files, bad));
        bad.addAll(Subnets.problems("http.trustedProxies", clients.trustedProxies()));
        var connectionsPerAddress = clients.connectionsPerAddress();
        if (connectionsPerAddress < 1 || connectionsPerAddress > MOST_CONNECTIONS)
            bad.add(
                    problem(
                            "connectionsPerAddress",
                            connectionsPerAddress,
                            "1 to " + MOST_CONNECTIONS));
        checkTime("sessionIdle", sessions.idle(), Duration.ofDays(1), bad);
        checkTime("sessionLength", sessions.length(), Duration.ofDays(7), bad);
        if (sessions.idle().compareTo(sessions.length()) > 0)
            bad.add(problem("sessionIdle", sessions.idle(), "no longer than http.sessionLength"));
        if (!bad.isEmpty()) throw new IllegalArgumentException(String.join("\n", bad));
    }

    /// Browsers reach us by TLS only, either ours or a proxy's.
    public boolean isSecure() {
        return encryption.tls().isPresent() || publicUrl.filter(url -> isHttps(url)).isPresent();
    }

    private static void checkListen(InetSocketAddress listen, boolean anywhere, List<String> bad) {
        if (listen.isUnresolved()) {
            bad.add(
                    problem(
                            "listen",
                            "'" + listen.getHostString() + "'",
                            "an address of this host"));
        } else if (!listen.getAddress().isLoopbackAddress() && !anywhere) {
            bad.add(
                    "http.listen: found "
                            + listen.getAddress().getHostAddress()
                            + ". Without TLS only a loopback address is allowed; set"
                            + " http.tls.certificate and http.tls.key, or let passwords and PINs"
                            + " cross the network in clear with http.allowPlain");
        }
    }

    private static void checkPublicUrl(URI url, boolean allowPlain, List<String> bad) {
        if (!isOrigin(url)) {
            bad.add(
                    problem(
                            "publicUrl",
                            "'" + url + "'",
                            "scheme, host and port alone, such as 'https://voicemail.contoso.com'"));
        } else if (!isHttps(url) && !allowPlain && !isHere(url.getHost())) {
            bad.add(
                    problem(
                            "publicUrl",
                            "'" + url + "'",
                            "https, or http with http.allowPlain or a loopback address"));
        }
    }

    private static boolean isOrigin(URI url) {
        return url.getHost() != null
                && Set.of("http", "https").contains(url.getScheme())
                && Set.of("", "/").contains(url.getRawPath())
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    private static boolean isHttps(URI url) {
        return "https".equals(url.getScheme());
    }

    private static boolean isHere(String host) {
        return host.equals("localhost")
                || Subnets.address(host.replaceAll("^\\[|]$", ""))
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }

    private static void checkFiles(Tls files, List<String> bad) {
        if (!Files.isReadable(files.certificate()))
            bad.add(
                    problem(
                            "tls.certificate",
                            quoted(files.certificate()),
                            "a file that is there and may be read"));
        if (!Files.isReadable(files.key())) {
            bad.add(
                    problem(
                            "tls.key",
                            quoted(files.key()),
                            "a file that is there and may be read"));
            return;
        }
        try {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(files.key()));
            if (!mode.endsWith("---"))
                bad.add(
                        problem(
                                "tls.key",
                                quoted(files.key()) + " with mode " + mode,
                                "a file that others can't access, such as rw-------"));
        } catch (IOException e) {
            bad.add(problem("tls.key", e.getClass().getSimpleName(), "a file that may be read"));
        }
    }

    private static String quoted(Path file) {
        return "'" + file + "'";
    }

    private static void checkTime(String key, Duration found, Duration most, List<String> bad) {
        if (found.compareTo(LEAST) < 0 || found.compareTo(most) > 0)
            bad.add(problem(key, found, LEAST + " to " + most));
    }

    private static String problem(String key, Object found, String allowed) {
        return "http." + key + ": found " + found + ", allowed: " + allowed;
    }
}
