package org.ovalogin.storage.realtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.moving.RealtimePlace;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.storage.store.PostgresServer;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresRealtimeTest extends RealtimeContract {
    private PostgresSettings settings;

    @BeforeAll
    void create() {
        settings = PostgresServer.create();
    }

    @AfterAll
    void remove() {
        PostgresServer.drop(settings);
    }

    @Override
    String url() {
        return settings.url();
    }

    @Override
    String user() {
        return "postgres";
    }

    @Override
    String password() {
        return "any";
    }

    @Override
    void sql(String statement) {
        PostgresServer.sql(settings, statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/asterisk?password=SeSaMe",
                "jdbc:postgresql://localhost/asterisk?user=a&PASSWORD=SeSaMe",
                "jdbc:mariadb://localhost/asterisk?trustStorePassword=SeSaMe",
                "jdbc:mariadb://user:SeSaMe@localhost/asterisk",
                "jdbc:mysql://localhost/asterisk?password=SeSaMe",
                "jdbc:h2:mem:SeSaMe"
            })
    void aPasswordInTheAddressIsRefusedAndNotQuoted(String address) {
        var place =
                new RealtimePlace(address, Optional.empty(), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> new JdbcRealtime().read(place))
                .isInstanceOf(SetUpException.class)
                .hasMessageStartingWith("the address of the realtime database")
                .hasMessageNotContaining("SeSaMe");
    }

    @Test
    void nobodyThereIsTold() {
        var place =
                new RealtimePlace(
                        "jdbc:postgresql://127.0.0.1:1/none",
                        Optional.of("a"),
                        Optional.of("SeSaMe".toCharArray()),
                        Optional.empty());
        assertThatThrownBy(() -> new JdbcRealtime().read(place))
                .isInstanceOf(SetUpException.class)
                .hasMessageStartingWith("the realtime database can't be read: ")
                .hasMessageNotContaining("SeSaMe");
    }
}
