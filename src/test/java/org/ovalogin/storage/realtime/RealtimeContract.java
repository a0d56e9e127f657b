package org.ovalogin.storage.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.cli.moving.ClosingSql;
import org.ovalogin.core.moving.RealtimePlace;
import org.ovalogin.storage.database.SetUpException;

/// Asterisk's tables are read from a real database.
abstract class RealtimeContract {
    private static final String COLUMNS =
            "(uniqueid int, context varchar(80), mailbox varchar(80), password varchar(80), fullname varchar(80), email varchar(80), tz varchar(10), delete_it varchar(5))";

    abstract String url();

    abstract String user();

    abstract String password();

    abstract void sql(String statement) throws SQLException;

    @AfterEach
    void drop() throws SQLException {
        sql("drop table if exists voicemail");
        sql("drop table if exists voicemail_users");
    }

    private RealtimePlace place(Optional<String> table) {
        return new RealtimePlace(
                url(), Optional.of(user()), Optional.of(password().toCharArray()), table);
    }

    @Test
    void theTableIsReadWhole() throws SQLException {
        sql("create table voicemail " + COLUMNS);
        sql(
                "insert into voicemail values (1, 'default', '1000', '8642', 'Zoé', 'zoe@x.com', null, 'no')");
        var table = new JdbcRealtime().read(place(Optional.empty()));
        assertThat(table.name()).isEqualTo("voicemail");
        assertThat(table.columns())
                .startsWith("uniqueid", "context", "mailbox", "password", "fullname");
        assertThat(table.rows())
                .containsExactly(
                        Arrays.asList(
                                "1", "default", "1000", "8642", "Zoé", "zoe@x.com", "", "no"));
        assertThat(table.toString() + place(Optional.empty())).doesNotContain("8642");
    }

    @Test
    void theStatementsThatCloseItDoSo() throws SQLException {
        sql("create table voicemail (mailbox varchar(80), password varchar(80), vmsecret varchar(80))");
        sql("insert into voicemail values ('1000', '8642', null), ('1001', null, '7531')");
        var statements = ClosingSql.of(new JdbcRealtime().read(place(Optional.empty())));
        assertThat(statements).hasSize(2);
        for (var statement : statements) sql(statement);
        assertThat(new JdbcRealtime().read(place(Optional.empty())).rows())
                .containsExactlyInAnyOrder(
                        List.of("1000", "-x", "-x"), List.of("1001", "-x", "-x"));
    }

    @Test
    void theOldNameOrAGivenOneIsFound() throws SQLException {
        sql("create table voicemail_users " + COLUMNS);
        assertThat(new JdbcRealtime().read(place(Optional.empty())).name())
                .isEqualTo("voicemail_users");
        assertThat(new JdbcRealtime().read(place(Optional.of("voicemail_users"))).rows()).isEmpty();
    }

    @Test
    void aMissingTableAndAStrangeNameAreRefused() {
        assertThatThrownBy(() -> new JdbcRealtime().read(place(Optional.empty())))
                .isInstanceOf(SetUpException.class)
                .hasMessage(
                        "there is no table voicemail or voicemail_users in the realtime database");
        assertThatThrownBy(() -> new JdbcRealtime().read(place(Optional.of("x; drop table y"))))
                .isInstanceOf(SetUpException.class)
                .hasMessageStartingWith("the table's name has other characters");
    }
}
