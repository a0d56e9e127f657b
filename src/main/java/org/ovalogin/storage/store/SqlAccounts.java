package org.ovalogin.storage.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.AccountChanges;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.SqlConditions;

/// Accounts, which are changed only alone. For one thread.
final class SqlAccounts implements AccountChanges {
    private final Exclusion exclusion;

    SqlAccounts(Exclusion exclusion) {
        this.exclusion = exclusion;
    }

    @Override
    public List<Account> all() {
        return exclusion
                .beside()
                .createQuery("select * from account order by account_key")
                .map((row, _) -> AccountRows.account(row))
                .list();
    }

    @Override
    public Optional<Account> find(String name) {
        return exclusion
                .beside()
                .createQuery("select * from account where account_key = :key")
                .bind("key", SqlConditions.key(name))
                .map((row, _) -> AccountRows.account(row))
                .findOne();
    }

    @Override
    public Optional<Account> find(UUID guid) {
        return exclusion
                .beside()
                .createQuery("select * from account where account_guid = :guid")
                .bind("guid", guid.toString())
                .map((row, _) -> AccountRows.account(row))
                .findOne();
    }

    @Override
    public void add(Account account) {
        bind(
                        """
                        insert into account values (:guid, :name, :key, :role, :address, :mailbox, :enabled, :password, :createdAt, :lastSignIn)
                        """,
                        account)
                .bind("createdAt", account.createdAt().toEpochMilli())
                .execute();
    }

    @Override
    public void save(Account account) {
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
        return exclusion
                .handle()
                .createUpdate(sql)
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

    @Override
    public void remove(Account account) {
        exclusion
                .handle()
                .createUpdate("delete from account where account_guid = :guid")
                .bind("guid", account.guid().toString())
                .execute();
    }
}
