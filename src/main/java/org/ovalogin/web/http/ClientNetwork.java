package org.ovalogin.web.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/// The unit that counts as one client: an IPv4 address, or an IPv6 network (/64), since one client
/// has all of it.
///
/// @param bits all bits of IPv4, the first 64 of IPv6
record ClientNetwork(boolean six, long bits) {
    static ClientNetwork of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        var six = bytes.remaining() > Integer.BYTES;
        return new ClientNetwork(six, six ? bytes.getLong() : bytes.getInt());
    }
}
