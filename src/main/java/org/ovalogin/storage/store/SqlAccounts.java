package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Token;
import org.ovalogin.storage.database.SqlConditions;

/// Accounts and their tokens, within one transaction. For one thread.
final class SqlAccounts {
    private static final String TOKENS =
            "select * from token t join account a on a.account_guid = t.account_guid ";

    private final Handle handle;

    SqlAccounts(Handle handle) {
        this.handle = handle;
    }

    List<Account> all() {
        return handle.createQuery("select * from account order by account_key")
                .map((row, _) -> AccountRows.account(row))
                .list();
    }

    Optional<Account> find(String name) {
        return handle.createQuery("select * from account where account_key = :key")
                .bind("key", SqlConditions.key(name))
                .map((row, _) -> AccountRows.account(row))
                .findOne();
    }

    Optional<Account> find(UUID guid) {
        return handle.createQuery("select * from account where account_guid = :guid")
                .bind("guid", guid.toString())
                .map((row, _) -> AccountRows.account(row))
                .findOne();
    }

    void add(Account account) {
        bind(
                        """
                        insert into account values (:guid, :name, :key, :role, :address, :mailbox, :enabled, :password, :createdAt, :lastSignIn)
                        """,
                        account)
                .bind("createdAt", account.createdAt().toEpochMilli())
                .execute();
    }

    void save(Account account) {
        bind(
                        """
                        update account set account_name = :name, account_key = :key, account_role = :role, account_address = :address,
                            own_mailbox = :mailbox, enabled = :enabled, password_sealed = :password, last_sign_in = :lastSignIn
                        where account_guid = :guid
                        """,
                        account)
                .execute();
    }

    private Update bind(String sql, Account account) {
        return handle.createUpdate(sql)
                .bind("guid", account.guid().toString())
                .bind("name", account.name())
                .bind("key", SqlConditions.key(account.name()))
                .bind("role", account.role().name())
                .bind("address", account.address())
                .bind("mailbox", account.mailbox().map(UUID::toString))
                .bind("enabled", account.enabled() ? 1 : 0)
                .bind("password", account.passwordSealed())
                .bind("lastSignIn", account.lastSignIn().map(Instant::toEpochMilli));
    }

    void remove(Account account) {
        handle.createUpdate("delete from account where account_guid = :guid")
                .bind("guid", account.guid().toString())
                .execute();
    }

    List<Token> tokens() {
        return handle.createQuery(TOKENS + "order by a.account_key, t.token_created_at, t.token_id")
                .map((row, _) -> AccountRows.token(row))
                .list();
    }

    Optional<Token> token(String hash) {
        return handle.createQuery(TOKENS + "where t.token_hash = :hash")
                .bind("hash", hash)
                .map((row, _) -> AccountRows.token(row))
                .findOne();
    }

    void add(Token token) {
        handle.createUpdate(
                        "insert into token values (:id, :name, :account, :role, :hash, :createdAt, :expiresAt, :lastUsed)")
                .bind("id", token.id().toString())
                .bind("name", token.name())
                .bind("account", token.account().guid().toString())
                .bind("role", token.role().name())
                .bind("hash", token.hash())
                .bind("createdAt", token.createdAt().toEpochMilli())
                .bind("expiresAt", token.expiresAt().toEpochMilli())
                .bind("lastUsed", token.lastUsed().map(Instant::toEpochMilli))
                .execute();
    }

    void used(Token token) {
        handle.createUpdate("update token set token_last_used = :lastUsed where token_id = :id")
                .bind("id", token.id().toString())
                .bind("lastUsed", token.lastUsed().map(Instant::toEpochMilli))
                .execute();
    }

    void remove(Token token) {
        handle.createUpdate("delete from token where token_id = :id")
                .bind("id", token.id().toString())
                .execute();
    }
}
