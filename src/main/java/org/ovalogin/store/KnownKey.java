package org.ovalogin.store;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.ovalogin.pin.VaultKey;

/// A key as the database recognises it.
///
/// @param checkValue tells whether a key is this one, and nothing else of it
record KnownKey(String id, String checkValue) {
    static List<KnownKey> all(Handle handle) {
        return handle.createQuery("select key_id, check_value from vault_key order by key_id")
                .map(
                        (row, _) ->
                                new KnownKey(row.getString("key_id"), row.getString("check_value")))
                .list();
    }

    /// The first server's key is the database's; returns all it knows by now.
    static List<KnownKey> register(Handle handle, VaultKey key) {
        handle.createUpdate(
                        "insert into vault_key select :id, :check where not exists (select 1 from vault_key)")
                .bind("id", key.id())
                .bind("check", key.checkValue())
                .execute();
        return all(handle);
    }
}
