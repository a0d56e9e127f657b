package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.account.Token;
import org.ovalogin.core.account.TokenChanges;
import org.ovalogin.storage.database.Exclusion;

/// Tokens of accounts, which are changed only alone. For one thread.
final class SqlTokens implements TokenChanges {
    private static final String SELECT =
            "select * from token t join account a on a.account_guid = t.account_guid ";

    private final Exclusion exclusion;

    SqlTokens(Exclusion exclusion) {
        this.exclusion = exclusion;
    }

    @Override
    public List<Token> all() {
        return exclusion
                .beside()
                .createQuery(SELECT + "order by a.account_key, t.token_created_at, t.token_id")
                .map((row, _) -> AccountRows.token(row))
                .list();
    }

    @Override
    public Optional<Token> find(String hash) {
        return exclusion
                .beside()
                .createQuery(SELECT + "where t.token_hash = :hash")
                .bind("hash", hash)
                .map((row, _) -> AccountRows.token(row))
                .findOne();
    }

    @Override
    public void add(Token token) {
        exclusion
                .handle()
                .createUpdate(
                        "insert into token values (:id, :name, :account, :role, :hash, :createdAt, :expiresAt, :lastUsed)")
                .bind("id", token.id().toString())
                .bind("name", token.name())
                .bind("account", token.grant().account().guid().toString())
                .bind("role", token.grant().role().name())
                .bind("hash", token.hash())
                .bind("createdAt", token.lifetime().createdAt().toEpochMilli())
                .bind("expiresAt", token.lifetime().expiresAt().toEpochMilli())
                .bind("lastUsed", token.lastUsed().map(Instant::toEpochMilli))
                .execute();
    }

    @Override
    public void used(Token token) {
        exclusion
                .handle()
                .createUpdate("update token set token_last_used = :lastUsed where token_id = :id")
                .bind("id", token.id().toString())
                .bind("lastUsed", token.lastUsed().map(Instant::toEpochMilli))
                .execute();
    }

    @Override
    public void remove(Token token) {
        exclusion
                .handle()
                .createUpdate("delete from token where token_id = :id")
                .bind("id", token.id().toString())
                .execute();
    }
}
