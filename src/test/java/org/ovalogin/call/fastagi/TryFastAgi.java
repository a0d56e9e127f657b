package org.ovalogin.call.fastagi;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings on a free port of this host. Nothing times out unless a test asks for it.
final class TryFastAgi {
    InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    List<String> allowedClients = List.of();
    int maxConnections = 2_000;
    Duration idleTimeout = Duration.ofHours(1);
    Duration environmentTimeout = Duration.ofMinutes(1);
    Duration shutdownGrace = Duration.ofSeconds(10);
    String soundsPath = "ova";
    Optional<Path> customSounds = Optional.empty();
    Duration maxCallTime = Duration.ofHours(2);

    FastAgiSettings build() {
        return new FastAgiSettings(
                listen,
                allowedClients,
                maxConnections,
                new FastAgiSettings.Timeouts(
                        idleTimeout, environmentTimeout, shutdownGrace, maxCallTime),
                new FastAgiSettings.SoundFolders(soundsPath, customSounds));
    }
}
