package org.ovalogin.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Optional;

/// The listening socket that a service manager opened and keeps open while the service restarts.
/// Callers who connect meanwhile wait in it. `./ova` hands it over as standard input, the only
/// place from which Java takes a socket.
///
/// Never closed: Java would then redirect standard output and standard error to `/dev/null`.
public record InheritedSocket(ServerSocketChannel channel, InetSocketAddress address) {
    /// Empty if the service manager handed over no socket to this very process.
    ///
    /// @throws IOException if the socket can't be used
    public static Optional<InheritedSocket> of(Map<String, String> environment) throws IOException {
        var ours = String.valueOf(ProcessHandle.current().pid());
        if (!ours.equals(environment.get("LISTEN_PID"))) return Optional.empty();
        return System.inheritedChannel() instanceof ServerSocketChannel channel
                        && channel.getLocalAddress() instanceof InetSocketAddress address
                ? Optional.of(new InheritedSocket(channel, address))
                : Optional.empty();
    }

    /// Whether it listens where a setting says. Any address of IPv6 includes those of IPv4.
    public boolean listensAt(InetSocketAddress place) {
        return address.equals(place)
                || (address.getPort() == place.getPort()
                        && address.getAddress().isAnyLocalAddress()
                        && place.getAddress().isAnyLocalAddress());
    }
}
