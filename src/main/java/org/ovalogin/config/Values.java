package org.ovalogin.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigMemorySize;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.signin.Allowance;

/// Reads typed values and collects their mistakes, so that all are reported at once. The result for
/// a bad value only lets reading go on.
final class Values {
    private static final int KIB = 1024;
    private static final ConfigMemorySize ONE_KIB = ConfigMemorySize.ofBytes(KIB);

    private final Config config;
    private final List<String> problems;

    Values(Config config, List<String> problems) {
        this.config = config;
        this.problems = problems;
    }

    String text(String key) {
        return read(key, config::getString, "a text", "");
    }

    List<String> texts(String key) {
        return read(key, config::getStringList, "a list of texts", List.of());
    }

    int number(String key) {
        return read(key, config::getInt, "a whole number", 1);
    }

    Duration duration(String key) {
        return read(key, config::getDuration, "a duration as in 30s or 5m", Duration.ofSeconds(1));
    }

    /// The cost of hashes, which takes two values.
    Cost cost(String memory, String passes) {
        var mark = mark();
        var size = read(memory, config::getMemorySize, "a size as in 7MiB", ONE_KIB);
        var exact = size.toBytesBigInteger();
        var bytes = exact.bitLength() < Long.SIZE ? exact.longValue() : Long.MAX_VALUE;
        var times = number(passes);
        if (mark() > mark) return Cost.DEFAULT;
        var cost = Cost.of("%dKiB/%d".formatted(bytes / KIB, times)).filter(Cost::isAllowed);
        if (cost.isPresent() && bytes % KIB == 0) return cost.get();
        bad(memory + ", " + passes, "%s/%d".formatted(text(memory), times), Cost.allowed());
        return Cost.DEFAULT;
    }

    String oneOf(String key, String... allowed) {
        var found = text(key);
        if (!Arrays.asList(allowed).contains(found)) bad(key, found, String.join(", ", allowed));
        return found;
    }

    Optional<InetSocketAddress> address(String key) {
        var found = text(key);
        var colon = found.lastIndexOf(':');
        try {
            var host = found.substring(0, colon).replaceAll("^\\[|]$", "");
            var address = new InetSocketAddress(host, Integer.parseInt(found.substring(colon + 1)));
            if (!host.isEmpty() && !address.isUnresolved()) return Optional.of(address);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException _) {
            // reported below
        }
        bad(key, found, "HOST:PORT, with a host that is known here and a port of 0 to 65535");
        return Optional.empty();
    }

    /// An address; empty if the text is empty or `none`.
    Optional<InetSocketAddress> addressOrNone(String key) {
        return Set.of("", "none").contains(text(key)) ? Optional.empty() : address(key);
    }

    Optional<URI> url(String key) {
        var found = text(key);
        try {
            return found.isEmpty() ? Optional.empty() : Optional.of(new URI(found));
        } catch (URISyntaxException _) {
            bad(key, found, "a URL as in https://voicemail.contoso.com");
            return Optional.empty();
        }
    }

    /// The host's zone if the text is empty.
    ZoneId timeZone(String key) {
        var found = text(key);
        if (found.isEmpty()) return ZoneId.systemDefault();
        var zone = TimeZone.named(found).flatMap(TimeZone::zone);
        if (zone.isEmpty()) bad(key, found, TimeZone.allowed(found));
        return zone.orElse(ZoneOffset.UTC);
    }

    /// Empty if the value is `off`.
    Optional<Allowance> allowance(String key) {
        var found = text(key);
        if (found.equals("off")) return Optional.empty();
        try {
            return Optional.of(Allowance.of(found));
        } catch (IllegalArgumentException _) {
            bad(key, found, Allowance.FORM);
            return Optional.empty();
        }
    }

    boolean yesOrNo(String key) {
        return read(key, config::getBoolean, "true, false", false);
    }

    /// The number of problems so far.
    int mark() {
        return problems.size();
    }

    /// Builds a settings record that checks itself. Skips it if a value read since `mark` was
    /// already bad.
    <T> Optional<T> checked(int mark, Supplier<T> settings) {
        if (problems.size() > mark) return Optional.empty();
        try {
            return Optional.of(settings.get());
        } catch (IllegalArgumentException e) {
            problems.addAll(Arrays.asList(String.valueOf(e.getMessage()).split("\n")));
            return Optional.empty();
        }
    }

    private <T> T read(String key, Function<String, T> reader, String allowed, T otherwise) {
        try {
            return reader.apply(key);
        } catch (ConfigException e) {
            // `null` in the file hides the default and has no value to read
            bad(key, config.getIsNull(key) ? "null" : config.getValue(key).render(), allowed);
            return otherwise;
        }
    }

    private void bad(String key, String found, String allowed) {
        problems.add("%s: found '%s', allowed: %s".formatted(key, found, allowed));
    }
}
