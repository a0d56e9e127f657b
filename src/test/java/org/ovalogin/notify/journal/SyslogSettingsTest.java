package org.ovalogin.notify.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "siem.contoso.com:514,UDP,siem.contoso.com,514",
        "udp://10.1.2.3:1514,UDP,10.1.2.3,1514",
        "tcp://siem:601,TCP,siem,601",
        "TCP://siem:601,TCP,siem,601",
        "[::1]:514,UDP,::1,514",
        "tcp://[2001:db8::1]:65535,TCP,2001:db8::1,65535"
    })
    void takesAPlace(String text, SyslogSettings.Transport transport, String host, int port) {
        assertThat(SyslogSettings.of(text)).isEqualTo(new SyslogSettings(transport, host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "siem",
                "siem:",
                "siem:0",
                "siem:65536",
                "siem:syslog",
                ":514",
                "tls://siem:6514",
                "tcp://",
                "tcp://siem:601/path",
                "tcp://user@siem:601",
                "tcp://siem:601?x",
                "siem:514 ",
                "::1:514",
                "none"
            })
    void refusesAllElse(String text) {
        assertThatThrownBy(() -> SyslogSettings.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "events.syslog: found '%s', allowed: HOST:PORT, udp://HOST:PORT or tcp://HOST:PORT",
                        text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp://siem:514", "tcp://[::1]:601"})
    void tellsItselfAsItIsWritten(String text) {
        assertThat(SyslogSettings.of(text)).hasToString(text);
    }
}
