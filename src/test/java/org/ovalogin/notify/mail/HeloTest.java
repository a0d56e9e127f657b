package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeloTest {
    @ParameterizedTest
    @ValueSource(strings = {"pbx.contoso.com", "[192.0.2.1]", "[IPv6:2001:db8::1]", "a-b.example"})
    void fullNamesAndAddressesGreetAnyHost(String name) {
        assertThat(Helo.allowed(name, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.localdomain",
                "pbx.localhost",
                "[127.0.0.1]",
                "[IPv6:::1]"
            })
    void localNamesGreetThisHostOnly(String name) {
        assertThat(Helo.allowed(name, false)).isFalse();
        assertThat(Helo.allowed(name, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pbx",
                "10.0.0.1",
                "pbx.contoso.com\r\nMAIL",
                "a b.com",
                "-a.com",
                "a..com",
                "a_b.com",
                "a.com.",
                "b\u00fccher.example"
            })
    void nothingElseDoes(String name) {
        assertThat(Helo.allowed(name, false)).isFalse();
        assertThat(Helo.allowed(name, true)).isFalse();
    }

    @Test
    void withoutASettingItIsTheHostsFullNameOrTheDomainOfTheSender() {
        var name = Helo.of("").fallingBackTo("contoso.com").name();
        assertThat(Helo.allowed(name, false)).isTrue();
    }

    @Test
    void settingWins() {
        assertThat(Helo.of("pbx.contoso.com").fallingBackTo("x.example").name())
                .isEqualTo("pbx.contoso.com");
    }
}
