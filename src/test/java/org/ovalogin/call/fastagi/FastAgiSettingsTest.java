package org.ovalogin.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.net.Subnets;

class FastAgiSettingsTest {
    private final TryFastAgi settings = new TryFastAgi();

    private void assertRefused(String... lines) {
        assertThatThrownBy(settings::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(String.join("\n", lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::", "2001:db8::1"})
    void listeningForOthersWithoutSayingForWhomIsRefused(String address) {
        settings.listen = new InetSocketAddress(address, 4573);
        assertThatThrownBy(settings::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("fastagi.allowedClients: found none, needed")
                .hasMessageContaining("neither authentication nor encryption");
        settings.allowedClients = List.of("192.0.2.0/24");
        assertThatCode(settings::build).doesNotThrowAnyException();
    }

    @Test
    void everyBadValueIsNamedAtOnce() {
        settings.listen = InetSocketAddress.createUnresolved("nowhere.invalid", 4573);
        settings.allowedClients = List.of("10.0.0.1", "asterisk.example.org");
        settings.maxConnections = 0;
        settings.idleTimeout = Duration.ZERO;
        settings.environmentTimeout = Duration.ofHours(1);
        settings.shutdownGrace = Duration.ofSeconds(-1);
        settings.maxCallTime = Duration.ofDays(2);
        settings.soundsPath = "../ova";
        assertRefused(
                "fastagi.listen: found 'nowhere.invalid', allowed: an address of this host",
                "fastagi.allowedClients: found 'asterisk.example.org', allowed: an address or a"
                        + " subnet smaller than everything, such as '10.1.2.3' or '10.1.0.0/16'",
                "fastagi.maxConnections: found 0, allowed: 1 to 100000",
                "fastagi.idleTimeout: found PT0S, allowed: PT0.001S to PT1H",
                "fastagi.environmentTimeout: found PT1H, allowed: PT0.001S to PT1M",
                "fastagi.shutdownGrace: found PT-1S, allowed: PT0S to PT1H",
                "fastagi.maxCallTime: found PT48H, allowed: PT0.001S to PT24H",
                "sounds.path: found '../ova', allowed: a folder of letters, digits, '-',"
                        + " '_', '.', such as 'ova'");
    }

    @Test
    void folderOfCustomSoundsIsMadeAbsolute() {
        settings.customSounds = Optional.of(Path.of("sounds/../custom"));
        assertThat(settings.build().sounds().custom())
                .contains(Path.of("custom").toAbsolutePath().normalize());
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.2.3/16, 10.1.9.9, true",
        "10.1.2.3/32, 10.1.2.3, true",
        "10.1.2.3/32, 10.1.2.2, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "fd00::1, fd00::1, true",
        "fd00::1/128, fd00::2, false",
        "fd00::/8, 10.1.2.3, false",
        "10.0.0.0/8, fd00::1, false",
    })
    void subnetIncludesItsAddresses(String subnet, String client, boolean included) {
        assertThat(new Subnets(List.of(subnet)).include(InetAddress.ofLiteral(client)))
                .isEqualTo(included);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "::1, true", "192.0.2.1, false", "2001:db8::1, false"})
    void withoutAListOnlyThisHostIsIncluded(String client, boolean included) {
        assertThat(Subnets.orThisHost(List.of()).include(InetAddress.ofLiteral(client)))
                .isEqualTo(included);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.1",
                "10.1.2.3/",
                "10.1.2.3/33",
                "10.1.2.3/-1",
                "0.0.0.0/0",
                "::/0",
                "fd00::/129",
                "10.0.0.0/8/8",
                "10.1.2.3 ",
                "10.1.2.256",
                "10.1.2.3/08",
                "10.1.2.3/999999999999"
            })
    void textThatIsNoSubnetIsRefused(String text) {
        assertThat(Subnets.problems("key", List.of(text)))
                .singleElement()
                .asString()
                .startsWith("key: found '" + text + "', allowed: ");
    }
}
