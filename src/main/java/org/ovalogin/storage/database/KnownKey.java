package org.ovalogin.storage.database;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.vault.VaultKey;

/// A key as the database recognises it.
///
/// @param checkValue tells whether a key is this one, and nothing else about it
/// @param usedSince empty: the first key
/// @param retired nothing was sealed under it any more
public record KnownKey(String id, String checkValue, Optional<Instant> usedSince, boolean retired) {
    /// The keys in the order in which they came into use: the last is in use.
    public static List<KnownKey> all(Handle handle) {
        return handle.createQuery("select * from vault_key order by used_since, key_id")
                .map(
                        (row, _) ->
                                new KnownKey(
                                        row.getString("key_id"),
                                        row.getString("check_value"),
                                        Optional.of(row.getLong("used_since"))
                                                .filter(at -> at > 0)
                                                .map(Instant::ofEpochMilli),
                                        row.getObject("retired_at") != null))
                .list();
    }

    /// Writes the rows anew, as they are.
    public static int touch(Handle handle) {
        return handle.execute("update vault_key set check_value = check_value");
    }

    /// The first server's key is the database's; returns all it knows by now.
    static List<KnownKey> register(Handle handle, VaultKey key) {
        handle.createUpdate(
                        """
                        insert into vault_key (key_id, check_value)
                        select :id, :check where not exists (select 1 from vault_key)
                        """)
                .bind("id", key.id())
                .bind("check", key.checkValue())
                .execute();
        return all(handle);
    }

    /// Brings another key into use; false when it has been already.
    public static boolean use(Handle handle, VaultKey key, Instant now) {
        return handle.createUpdate(
                                """
                                insert into vault_key (key_id, check_value, used_since)
                                select :id, :check,
                                    (select case when max(used_since) >= :now then max(used_since) + 1 else :now end from vault_key)
                                where not exists (select 1 from vault_key where key_id = :id)
                                """)
                        .bind("id", key.id())
                        .bind("check", key.checkValue())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    public static void retire(Handle handle, String id, Instant now) {
        handle.createUpdate(
                        "update vault_key set retired_at = :now where key_id = :id and retired_at is null")
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .execute();
    }

    public boolean is(VaultKey key) {
        return key.id().equals(id) && key.checkValue().equals(checkValue);
    }
}
