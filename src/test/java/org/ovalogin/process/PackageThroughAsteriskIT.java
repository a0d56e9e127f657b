package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovalogin.lab.LegOrigin.caller;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.Ports;
import org.ovalogin.lab.AsteriskLab;
import org.ovalogin.lab.DebianLab;
import org.ovalogin.lab.RealAsterisk;

/// The installed package answers a real Asterisk.
@RealAsterisk
@EnabledIfSystemProperty(named = "lab.debian", matches = "yes")
class PackageThroughAsteriskIT {
    private static final Pattern PIN = Pattern.compile("PIN: (\\d{4,24})");
    private static final String SETTINGS =
            """
            mkdir -p /etc/systemd/system/ova-login.socket.d
            printf '[Socket]\\nListenStream=\\nListenStream=127.0.0.1:%1$d\\n' >/etc/systemd/system/ova-login.socket.d/address.conf
            printf 'OVA_FASTAGI_LISTEN=127.0.0.1:%1$d\\nOVA_HTTP_LISTEN=none\\n' >/etc/default/ova-login
            """;

    @TempDir private Path place;

    @Test
    void aCallerChoosesAPinAndOpensTheMailbox() throws IOException {
        var port = Ports.free();
        DebianPackageIT.lay(place);
        try (var debian = DebianLab.bootBesideTheHost(13, place)) {
            debian.shell(SETTINGS.formatted(port)).succeeded();
            debian.run("apt-get", "install", "-q", "-y", "/mnt/host/ova-login.deb").succeeded();
            debian.run("ova", "mailbox", "add", "51234", "--email", "lea@example.com")
                    .succeeded();
            var pin = await().until(() -> mailedPin(debian), p -> !p.isEmpty());
            try (var asterisk = AsteriskLab.start(port)) {
                var call =
                        asterisk.call(
                                caller("51234").trusted(),
                                "<enter-pin>%1$s#<new-pin-1>749163#<new-pin-again>749163#<main-menu>*"
                                        .formatted(pin));
                assertThat(call.result()).isEqualTo("SUCCESS");
            }
        }
    }

    private static String mailedPin(DebianLab debian) {
        var pin = PIN.matcher(debian.shell("cat /var/lib/ova-login/mail/*.eml").out());
        return pin.find() ? pin.group(1) : "";
    }
}
