package org.ovalogin.core.administration;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ovalogin.core.account.Delay;
import org.ovalogin.core.store.MailboxStore;

/// Slows down guessing of administrators' passwords without locking anybody out. Counts failures
/// for an account from an address, for an address, and for an account in total; each count brings a
/// delay that doubles.
///
/// The total is ignored for addresses from which the account has lately signed in, so strangers
/// can't keep administrators from their own desks. From any other address an administrator waits
/// for it once, beginning with the first request: further attempts by others don't prolong that
/// wait, which ends within a minute.
final class SignInDelays {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
    private static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final Duration TURN_LASTS = Duration.ofMinutes(10);

    /// Length of an IPv6 address's network part, in bytes.
    private static final int NETWORK_BYTES = 8;

    /// @param free failures without a delay
    private record Growth(int free, Duration most) {
        Duration after(int failures) {
            if (failures < free) return Duration.ZERO;
            var seconds = 1L << Math.min(failures - free, 20);
            return seconds < most.toSeconds() ? Duration.ofSeconds(seconds) : most;
        }
    }

    private record Counter(String key, Growth growth) {}

    private final String known;
    private final String turn;
    private final Counter pair;
    private final Counter ofAddress;
    private final Counter ofAccount;

    /// @param mark the account's mark, made by [PinSafe#mark] from the typed name
    /// @param address the client's; IPv6 addresses count by network, since one client has all of it
    SignInDelays(String mark, String address) {
        var place = network(address);
        known = "known|" + mark + "|" + place;
        turn = prefix(mark) + "turn|" + place;
        pair = new Counter(prefix(mark) + place, new Growth(3, Duration.ofMinutes(15)));
        ofAddress = new Counter("address|" + place, new Growth(10, Duration.ofMinutes(15)));
        ofAccount = new Counter(prefix(mark) + "*", new Growth(20, Duration.ofMinutes(1)));
    }

    /// The beginning of every key that delays the account.
    static String prefix(String mark) {
        return mark + "|";
    }

    /// The time until an attempt may be made; empty: now.
    Optional<Duration> left(MailboxStore.View view) {
        var now = view.now();
        return Stream.of(left(view, pair, now), left(view, ofAddress, now), turnIn(view, now))
                .max(Duration::compareTo)
                .filter(Duration::isPositive);
    }

    /// As [#left]. A client delayed by the account's total also gets a turn from now on.
    Optional<Duration> await(MailboxStore.Work work) {
        var now = work.now();
        var left = left(work);
        var turnIn = turnIn(work, now);
        if (turnIn.isPositive() && turn(work, now).isEmpty())
            work.delays().save(new Delay(turn, 0, now, now.plus(turnIn)));
        return left;
    }

    /// Counts an attempt as failed before it is made. If it may not be made yet, counts nothing and
    /// returns the time left.
    Optional<Duration> charge(MailboxStore.Work work) {
        var left = await(work);
        if (left.isPresent()) return left;
        var now = work.now();
        turn(work, now)
                .ifPresent(_ -> work.delays().save(new Delay(turn, 0, now, now.minus(TURN_LASTS))));
        for (var counter : counters()) {
            var failures = failures(work, counter, now) + 1;
            work.delays()
                    .save(
                            new Delay(
                                    counter.key(),
                                    failures,
                                    now,
                                    now.plus(counter.growth().after(failures))));
        }
        return Optional.empty();
    }

    /// The attempt succeeded: resets the account's counts and refunds the address's charge.
    void succeeded(MailboxStore.Work work) {
        var now = work.now();
        work.delays().save(new Delay(known, 0, now, now.plus(KNOWN_FOR)));
        work.delays().save(new Delay(pair.key(), 0, now, now));
        work.delays().save(new Delay(ofAccount.key(), 0, now, now));
        var failures = Math.max(0, failures(work, ofAddress, now) - 1);
        work.delays().save(new Delay(ofAddress.key(), failures, now, now));
    }

    private List<Counter> counters() {
        return List.of(pair, ofAddress, ofAccount);
    }

    private Duration turnIn(MailboxStore.View view, Instant now) {
        if (view.delays().find(known).filter(d -> d.notBefore().isAfter(now)).isPresent())
            return Duration.ZERO;
        var left = left(view, ofAccount, now);
        if (left.isZero()) return left;
        return turn(view, now).map(d -> left(d, now)).orElse(left);
    }

    private Optional<Delay> turn(MailboxStore.View view, Instant now) {
        return view.delays()
                .find(turn)
                .filter(d -> !now.isBefore(d.last()))
                .filter(d -> now.isBefore(d.notBefore().plus(TURN_LASTS)));
    }

    private static Duration left(MailboxStore.View view, Counter counter, Instant now) {
        return view.delays().find(counter.key()).map(d -> left(d, now)).orElse(Duration.ZERO);
    }

    /// No delay if the clock was set back; otherwise it would last until the clock caught up.
    private static Duration left(Delay delay, Instant now) {
        return now.isBefore(delay.last()) || !now.isBefore(delay.notBefore())
                ? Duration.ZERO
                : Duration.between(now, delay.notBefore());
    }

    private static int failures(MailboxStore.View view, Counter counter, Instant now) {
        return view.delays()
                .find(counter.key())
                .filter(d -> d.last().plus(FORGOTTEN_AFTER).isAfter(now))
                .map(Delay::failures)
                .orElse(0);
    }

    /// The network that stands for a client: its IPv6 network, or its IPv4 address in either
    /// notation.
    private static String network(String address) {
        if (!address.contains(":")) return address;
        try {
            var literal = InetAddress.ofLiteral(address);
            if (literal instanceof Inet4Address) return literal.getHostAddress();
            var network = Arrays.copyOf(literal.getAddress(), NETWORK_BYTES);
            return HexFormat.of().formatHex(network) + "::/64";
        } catch (IllegalArgumentException e) {
            return address; // with a zone, which exists on this link only
        }
    }
}
