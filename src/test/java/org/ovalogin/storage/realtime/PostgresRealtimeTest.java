package org.ovalogin.storage.realtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
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
    void theOtherServersWordsSteerNoTerminal() throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refusing = Thread.ofVirtual().start(() -> refuse(listening));
            var place =
                    new RealtimePlace(
                            "jdbc:postgresql://127.0.0.1:%d/asterisk?sslmode=disable&gssEncMode=disable"
                                    .formatted(listening.getLocalPort()),
                            Optional.of("a"),
                            Optional.of("SeSaMe".toCharArray()),
                            Optional.empty());
            assertThatThrownBy(() -> new JdbcRealtime().read(place))
                    .isInstanceOf(SetUpException.class)
                    .hasMessageContaining("go?[2Jaway")
                    .hasMessageNotContaining("\u001b");
            refusing.join();
        }
    }

    /// As PostgreSQL does: an ErrorResponse to the start-up message.
    private static void refuse(ServerSocket listening) {
        var fields = "SFATAL\0C28000\0Mgo\u001b[2Jaway\0\0".getBytes(StandardCharsets.UTF_8);
        try (var client = listening.accept();
                var in = new DataInputStream(client.getInputStream());
                var out = new DataOutputStream(client.getOutputStream())) {
            in.skipNBytes(in.readInt() - 4);
            out.writeByte('E');
            out.writeInt(fields.length + 4);
            out.write(fields);
            out.flush();
            in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
