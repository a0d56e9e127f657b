package org.ovalogin.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
    private static String encoded(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "ada:correct horse, ada, correct horse",
        "léa:pässwörd:1, léa, pässwörd:1",
        ":x, '', x"
    })
    void areNameAndPassword(String pair, String name, String password) {
        try (var found = BasicCredentials.of(encoded(pair)).orElseThrow()) {
            assertThat(found.name()).isEqualTo(name);
            assertThat(found.password().contains(password)).isTrue();
            assertThat(found.password().length()).isEqualTo(password.length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "YQ==", "not base64!"})
    void areOfNoOtherForm(String header) {
        assertThat(BasicCredentials.of(header)).isEmpty();
    }

    @Test
    void areUtf8() {
        var latin = Base64.getEncoder().encodeToString("l\u00e9a:x".getBytes(ISO_8859_1));
        assertThat(BasicCredentials.of(latin)).isEmpty();
    }
}
