package org.ovalogin.web.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/// What counts as one client: an IPv4 address, or of IPv6 the network (/64), since one client has
/// all of it.
///
/// @param bits of IPv4 all, of IPv6 the first 64
record ClientNetwork(boolean six, long bits) {
    static ClientNetwork of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        var six = bytes.remaining() > Integer.BYTES;
        return new ClientNetwork(six, six ? bytes.getLong() : bytes.getInt());
    }
}
