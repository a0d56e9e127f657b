package org.ovalogin.storage.store;

import static org.ovalogin.storage.store.Rows.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Delay;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.account.Token;
import org.ovalogin.core.account.WebSession;

/// Rows about administrators as the objects they keep; see [Rows].
final class AccountRows {
    private AccountRows() {}

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                UUID.fromString(row.getString("account_guid")),
                row.getString("account_name"),
                new AccountDetails(
                        Role.valueOf(row.getString("account_role")),
                        Optional.ofNullable(row.getString("account_address")),
                        Optional.ofNullable(row.getString("own_mailbox")).map(UUID::fromString),
                        row.getBoolean("enabled")),
                row.getString("password_sealed"),
                Instant.ofEpochMilli(row.getLong("account_created_at")),
                instant(row, "last_sign_in"));
    }

    /// A row of token joined with its account.
    static Token token(ResultSet row) throws SQLException {
        return new Token(
                UUID.fromString(row.getString("token_id")),
                row.getString("token_name"),
                new Token.Grant(account(row), Role.valueOf(row.getString("token_role"))),
                row.getString("token_hash"),
                new Token.Lifetime(
                        Instant.ofEpochMilli(row.getLong("token_created_at")),
                        Instant.ofEpochMilli(row.getLong("token_expires_at"))),
                instant(row, "token_last_used"));
    }

    /// A row of web_session joined with its account.
    static WebSession webSession(ResultSet row) throws SQLException {
        return new WebSession(
                row.getString("session_hash"),
                account(row),
                Instant.ofEpochMilli(row.getLong("begun_at")),
                Instant.ofEpochMilli(row.getLong("last_seen")),
                Instant.ofEpochMilli(row.getLong("ends_at")));
    }

    static Delay delay(ResultSet row) throws SQLException {
        return new Delay(
                row.getString("delay_key"),
                row.getInt("failures"),
                Instant.ofEpochMilli(row.getLong("last_failure")),
                Instant.ofEpochMilli(row.getLong("not_before")));
    }
}
