package org.ovalogin.fastagi;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The addresses Asterisk may connect from. Takes literal addresses only: a host name would be
/// looked up, and then whoever answers for the name decides who may come.
final class AllowedClients {
    private final List<IpSubnetFilterRule> subnets;

    /// @param texts checked by [#problems(String, List)]; empty allows this host only
    AllowedClients(List<String> texts) {
        subnets = texts.stream().map(text -> subnet(text).orElseThrow()).toList();
    }

    boolean include(InetSocketAddress client) {
        if (subnets.isEmpty()) return client.getAddress().isLoopbackAddress();
        return subnets.stream().anyMatch(subnet -> subnet.matches(client));
    }

    /// One line for each text that is neither an address nor a subnet.
    static List<String> problems(String key, List<String> texts) {
        return texts.stream()
                .filter(text -> subnet(text).isEmpty())
                .map(
                        text ->
                                key
                                        + ": found '"
                                        + text
                                        + "', allowed an address or a subnet smaller than"
                                        + " everything, as in '10.1.2.3' or '10.1.0.0/16'")
                .toList();
    }

    private static Optional<IpSubnetFilterRule> subnet(String text) {
        var parts = text.split("/", -1);
        @Nullable InetAddress address = NetUtil.createInetAddressFromIpAddressString(parts[0]);
        if (address == null || parts.length > 2) return Optional.empty();
        var bits = address.getAddress().length * 8;
        if (parts.length == 2) {
            if (!parts[1].matches("[1-9][0-9]{0,2}") || Integer.parseInt(parts[1]) > bits)
                return Optional.empty();
            bits = Integer.parseInt(parts[1]);
        }
        return Optional.of(new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT));
    }
}
