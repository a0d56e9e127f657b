package org.ovalogin.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private final ClientAddress address =
            new ClientAddress(List.of("10.0.0.1", "10.0.0.2", "fd00::/8"));

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, '', 192.0.2.7",
        "192.0.2.7, '203.0.113.9', 192.0.2.7", // anybody may claim an address
        "10.0.0.1, '', 10.0.0.1",
        "10.0.0.1, '203.0.113.9', 203.0.113.9",
        "10.0.0.1, '198.51.100.1, 203.0.113.9', 203.0.113.9", // the left address is the client's
        // claim
        "10.0.0.1, '198.51.100.1, 203.0.113.9, 10.0.0.2', 203.0.113.9",
        "10.0.0.1, '198.51.100.1, unknown', 10.0.0.1",
        "10.0.0.1, '198.51.100.1, ', 10.0.0.1",
        "10.0.0.1, '10.0.0.2', 10.0.0.2",
        "10.0.0.1, '203.0.113.9:4711', 203.0.113.9",
        "fd00::5, '[2001:db8::9]:4711', 2001:db8::9",
        "fd00::5, '2001:db8::9', 2001:db8::9",
    })
    void isThePeersOrTheLastOneThatATrustedProxySaw(
            String peer, String forwardedFor, String client) {
        assertThat(address.of(InetAddress.ofLiteral(peer), List.of(forwardedFor)))
                .isEqualTo(InetAddress.ofLiteral(client));
    }
}
