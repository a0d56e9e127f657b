package org.ovalogin.cli.moving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:asterisk",
                "jdbc:postgresql:///asterisk",
                "jdbc:postgresql://localhost/asterisk",
                "jdbc:postgresql://127.0.0.1:5432,[::1]/asterisk",
                "jdbc:postgresql://db.example.com/asterisk?user=a&sslmode=verify-full",
                "jdbc:mariadb://localhost:3306/asterisk?sslMode=disable",
                "jdbc:mariadb://db.example.com/asterisk?sslMode=VERIFY_IDENTITY&x=y",
                "jdbc:mariadb:replication://db.example.com/asterisk?sslMode=verify-full"
            })
    void noWarningOnThisHostOrWithCheckedNames(String url) {
        assertThat(new RealtimeAddress(url).warning()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.com/asterisk",
                "jdbc:postgresql://localhost,db.example.com/asterisk",
                "jdbc:postgresql://db.example.com/asterisk?sslmode=require",
                "jdbc:postgresql://127.0.0.1.example.com/asterisk"
            })
    void postgresqlElsewhereWantsVerifyFull(String url) {
        assertThat(new RealtimeAddress(url).warning().orElseThrow())
                .endsWith("add sslmode=verify-full to the address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb://db.example.com/asterisk",
                "jdbc:mariadb:replication://10.0.0.1,10.0.0.2/asterisk?sslMode=trust",
                "jdbc:mariadb://address=(host=db.example.com)/asterisk"
            })
    void mariadbElsewhereWantsVerifyIdentity(String url) {
        assertThat(new RealtimeAddress(url).warning().orElseThrow())
                .endsWith("add sslMode=VERIFY_IDENTITY to the address");
    }
}
