package org.ovalogin.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.1");

    /// About to overflow, as the JDK's nano time may be.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

    private final Throttle throttle = new Throttle(3, Duration.ofSeconds(30), nanos::get);

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private int admitted(InetAddress client, int attempts) {
        var admitted = 0;
        for (var i = 0; i < attempts; i++) if (throttle.admits(client)) admitted++;
        return admitted;
    }

    @Test
    void admitsAFewAtOnceAndThenOneInAnInterval() {
        assertThat(admitted(CLIENT, 5)).isEqualTo(3);
        pass(29);
        assertThat(admitted(CLIENT, 5)).isZero();
        pass(1);
        assertThat(admitted(CLIENT, 5)).isEqualTo(1);
        pass(60);
        assertThat(admitted(CLIENT, 5)).isEqualTo(2);
    }

    @Test
    void savesUpNoMoreThanThoseAtOnce() {
        assertThat(admitted(CLIENT, 1)).isEqualTo(1);
        pass(100_000);
        assertThat(admitted(CLIENT, 9)).isEqualTo(3);
    }

    @Test
    void refusalsDontProlongTheWait() {
        assertThat(admitted(CLIENT, 1000)).isEqualTo(3);
        pass(30);
        assertThat(admitted(CLIENT, 1)).isEqualTo(1);
    }

    @Test
    void takesANetworkOfIpv6ForOneClient() {
        assertThat(admitted(InetAddress.ofLiteral("2001:db8:1:2::1"), 3)).isEqualTo(3);
        assertThat(admitted(InetAddress.ofLiteral("2001:db8:1:2:ffff::9"), 3)).isZero();
        assertThat(admitted(InetAddress.ofLiteral("2001:db8:1:3::1"), 3)).isEqualTo(3);
    }

    @Test
    void takesEachAddressOfIpv4ForOneClient() {
        assertThat(admitted(CLIENT, 3)).isEqualTo(3);
        assertThat(admitted(InetAddress.ofLiteral("192.0.2.2"), 3)).isEqualTo(3);
        assertThat(admitted(InetAddress.ofLiteral("::ffff:192.0.2.1"), 3)).isZero();
    }

    @Test
    void remembersABoundedNumberOfClients() {
        assertThat(admitted(CLIENT, 3)).isEqualTo(3);
        for (var i = 0; i < 20_000; i++)
            throttle.admits(InetAddress.ofLiteral("10.1.%d.%d".formatted(i / 256, i % 256)));
        assertThat(throttle.size()).isEqualTo(10_000);
    }
}
