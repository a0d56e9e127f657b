package org.ovalogin.net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Trusted addresses and subnets. Takes literal addresses only: a host name would be looked up, and
/// its name server would then decide who is trusted. Immutable.
///
/// Does not use Netty's subnets: they would start logging before the settings of the log are read.
public final class Subnets {
    /// Stricter than the JDK, which reads `10.1` as 10.0.0.1 and accepts zones, which identify no
    /// client.
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private static final Pattern PREFIX = Pattern.compile("[1-9][0-9]{0,2}");

    /// @param bits number of leading bits that an address shares with the subnet
    private record Subnet(InetAddress address, int bits) {
        boolean includes(InetAddress client) {
            return width(client) == width(address) && prefix(client).equals(prefix(address));
        }

        private BigInteger prefix(InetAddress of) {
            return new BigInteger(1, of.getAddress()).shiftRight(width(of) - bits);
        }

        static int width(InetAddress address) {
            return address.getAddress().length * Byte.SIZE;
        }
    }

    private final List<Subnet> subnets;

    /// @param texts checked by [#problems(String, List)]
    public Subnets(List<String> texts) {
        subnets = texts.stream().map(text -> subnet(text).orElseThrow()).toList();
    }

    /// An empty list means this host.
    public static Subnets orThisHost(List<String> texts) {
        return new Subnets(texts.isEmpty() ? List.of("127.0.0.0/8", "::1") : texts);
    }

    public boolean include(InetAddress address) {
        return subnets.stream().anyMatch(subnet -> subnet.includes(address));
    }

    /// One line for each text that is neither an address nor a subnet.
    public static List<String> problems(String key, List<String> texts) {
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

    private static Optional<Subnet> subnet(String text) {
        var parts = text.split("/", -1);
        if (parts.length > 2) return Optional.empty();
        return address(parts[0]).flatMap(address -> subnet(address, parts));
    }

    private static Optional<Subnet> subnet(InetAddress address, String[] parts) {
        var width = Subnet.width(address);
        if (parts.length == 1) return Optional.of(new Subnet(address, width));
        return Optional.of(parts[1])
                .filter(prefix -> PREFIX.matcher(prefix).matches())
                .map(Integer::valueOf)
                .filter(bits -> bits <= width)
                .map(bits -> new Subnet(address, bits));
    }

    /// A literal address; never looks up a name.
    public static Optional<InetAddress> address(String text) {
        if (!ADDRESS.matcher(text).matches()) return Optional.empty();
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
