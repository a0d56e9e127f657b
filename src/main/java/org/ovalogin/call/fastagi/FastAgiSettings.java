package org.ovalogin.call.fastagi;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovalogin.net.Subnets;

/// The address to listen on, the allowed clients, and the limits of one connection. Refuses bad
/// values with an [IllegalArgumentException] that has a line for each.
///
/// @param listen resolved address; port 0 picks a free one
/// @param allowedClients addresses and subnets, such as `10.1.2.3`, `10.1.0.0/16`, `fd00::/8`;
///   empty means this host only, and is allowed on a loopback address only
/// @param maxConnections connections at a time; each is a call
public record FastAgiSettings(
        InetSocketAddress listen,
        List<String> allowedClients,
        int maxConnections,
        Timeouts timeouts,
        SoundFolders sounds) {

    /// @param idle time Asterisk may take for a reply beyond the time that the command gives the
    ///   caller; must exceed the longest sound
    /// @param environment from the connection to the last line of the request
    /// @param shutdownGrace time that [FastAgiServer#close()] lets calls end by themselves
    /// @param call time after which a connection is closed in any case
    public record Timeouts(
            Duration idle, Duration environment, Duration shutdownGrace, Duration call) {}

    /// @param path the folder of the sounds as Asterisk names it, absolute or relative to its
    ///   sounds folder
    /// @param custom a folder with the site's own recordings, such as `fr/enter-pin.wav`, which
    ///   take precedence over `path`; its path must be the same for us and for Asterisk
    public record SoundFolders(String path, Optional<Path> custom) {
        public SoundFolders {
            custom = custom.map(folder -> folder.toAbsolutePath().normalize());
        }
    }

    /// Asterisk's own lines have at most 2 KiB. A longer one is not from Asterisk.
    static final int MAX_LINE_BYTES = 4 * 1024;

    /// Asterisk sends about 25 lines, plus one for each argument of `AGI()`.
    static final int MAX_ENVIRONMENT_LINES = 100;

    /// Asterisk sends about 700 characters, and the address of `AGI()` twice.
    static final int MAX_ENVIRONMENT_CHARS = 8 * 1024;

    private static final Pattern SOUNDS_PATH =
            Pattern.compile("/?[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

    public FastAgiSettings {
        allowedClients = List.copyOf(allowedClients);
        var bad = new ArrayList<String>();
        checkListen(listen, allowedClients, bad);
        bad.addAll(Subnets.problems("fastagi.allowedClients", allowedClients));
        if (maxConnections < 1 || maxConnections > 100_000)
            bad.add(problem("maxConnections", maxConnections, "1 to 100000"));
        checkTime("idleTimeout", timeouts.idle(), Duration.ofMillis(1), Duration.ofHours(1), bad);
        checkTime(
                "environmentTimeout",
                timeouts.environment(),
                Duration.ofMillis(1),
                Duration.ofMinutes(1),
                bad);
        checkTime(
                "shutdownGrace", timeouts.shutdownGrace(), Duration.ZERO, Duration.ofHours(1), bad);
        checkTime("maxCallTime", timeouts.call(), Duration.ofMillis(1), Duration.ofDays(1), bad);
        if (!SOUNDS_PATH.matcher(sounds.path()).matches())
            bad.add(
                    "sounds.path: found '%s', allowed: a folder of letters, digits, '-', '_', '.', such as 'ova'"
                            .formatted(sounds.path()));
        if (!bad.isEmpty()) throw new IllegalArgumentException(String.join("\n", bad));
    }

    private static void checkListen(
            InetSocketAddress listen, List<String> allowedClients, List<String> bad) {
        if (listen.isUnresolved()) {
            bad.add(
                    problem(
                            "listen",
                            "'" + listen.getHostString() + "'",
                            "an address of this host"));
        } else if (!listen.getAddress().isLoopbackAddress() && allowedClients.isEmpty()) {
            bad.add(
                    "fastagi.allowedClients: found none, needed when listening on "
                            + listen.getAddress().getHostAddress()
                            + ", since FastAGI has neither authentication nor encryption; without it"
                            + " only a loopback address is allowed");
        }
    }

    private static void checkTime(
            String key, Duration found, Duration least, Duration most, List<String> bad) {
        if (found.compareTo(least) < 0 || found.compareTo(most) > 0)
            bad.add(problem(key, found, least + " to " + most));
    }

    private static String problem(String key, Object found, String allowed) {
        return "fastagi." + key + ": found " + found + ", allowed: " + allowed;
    }
}
