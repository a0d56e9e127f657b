package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.store.StoreException;

class PostgresSettingsTest {
    @TempDir Path folder;

    private static PostgresSettings settings(String url) {
        return new PostgresSettings(url, "ova", Optional.empty(), 16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://localhost/ova",
                "jdbc:postgresql://127.0.0.1:5433/ova",
                "postgresql://[::1]/ova",
                "postgresql://db.contoso.com/ova?sslmode=verify-full&sslrootcert=/etc/ova/ca.pem",
                "postgresql://a:5432,b:5432/ova?targetServerType=primary&sslmode=require",
            })
    void databasesOfOneHostAndOfSeveralAreTaken(String url) {
        assertThat(settings(url).url()).startsWith("jdbc:postgresql://");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://localhost/ova, postgresql://HOST",
        "postgresql://localhost, postgresql://HOST",
        "postgresql:ova, postgresql://HOST",
        "postgresql://ova:5ecret@localhost/ova, without user and password",
        "postgresql://localhost/ova?password=5ecret, found the parameter password",
        "postgresql://localhost/ova?user=ova&sslpassword=5ecret, found the parameter sslpassword",
        "postgresql://db.contoso.com/ova, found no sslmode for 'db.contoso.com'",
        "'postgresql://localhost,db2/ova?ApplicationName=x', found no sslmode for 'db2'",
        "'postgresql://a,b/ova?sslmode=require', found several hosts and not targetServerType=primary",
        "'postgresql://a,b/ova?sslmode=require&targetServerType=any', found several hosts and not targetServerType=primary",
    })
    void othersAreRefusedInWordsThatHoldNoSecret(String url, String words) {
        assertThatThrownBy(() -> settings(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining(words)
                .message()
                .doesNotContain("5ecret");
    }

    private Path password(String text, String mode) throws IOException {
        var file = Files.writeString(folder.resolve("password"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void passwordThatOthersMayReadIsRefused() throws IOException {
        var file = Optional.of(password("5ecret\n", "rw-r-----"));
        assertThatThrownBy(() -> new PostgresSettings("postgresql://localhost/x", "ova", file, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("database.passwordFile: ")
                .hasMessageContaining("mode rw-r-----")
                .hasMessageContaining("database.connections: found 1");
    }

    @Test
    void passwordIsInNoTextAndNoMessage() throws IOException {
        var file = Optional.of(password("5ecret\nmore", "rw-------"));
        var settings =
                new PostgresSettings("postgresql://localhost:1/x?sslmode=disable", "ova", file, 2);
        assertThat(settings.toString()).isEqualTo("postgresql://localhost:1/x");
        assertThat(settings.password()).isEqualTo("5ecret");
        assertThatThrownBy(() -> Database.postgresql(settings))
                .isInstanceOf(StoreException.class)
                .hasMessage("the database 'postgresql://localhost:1/x' can't be opened")
                .satisfies(e -> assertThat(e).hasStackTraceContaining("refused"));
    }
}
