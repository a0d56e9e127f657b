package org.ovalogin.storage.database;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.core.vault.VaultException;

/// Hashes of some mailboxes or accounts, to learn from them which costs there are. GUIDs are
/// random, so the first in their order are a sample; every server has the same.
public final class SomeHashes {
    private static final int MOST = 256;

    private SomeHashes() {}

    public static List<String> ofMailboxes(Database database, PinSafe safe) {
        return of(database, "mailbox", "mailbox_guid", "pin_sealed", safe::hash);
    }

    public static List<String> ofAccounts(Database database, PinSafe safe) {
        return of(database, "account", "account_guid", "password_sealed", safe::password);
    }

    private static List<String> of(
            Database database,
            String table,
            String key,
            String sealed,
            BiFunction<UUID, String, String> opening) {
        try {
            return database.reader().withHandle(handle -> of(handle, table, key, sealed, opening));
        } catch (JdbiException e) {
            throw new StoreException("the database can't be asked for hashes", e);
        }
    }

    /// Leaves out hashes that can't be opened.
    private static List<String> of(
            Handle handle,
            String table,
            String key,
            String sealed,
            BiFunction<UUID, String, String> opening) {
        return handle
                .createQuery(
                        "select %2$s, %3$s from %1$s order by %2$s limit %4$d"
                                .formatted(table, key, sealed, MOST))
                .map(
                        (row, _) ->
                                opened(
                                        UUID.fromString(row.getString(1)),
                                        row.getString(2),
                                        opening))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> opened(
            UUID guid, String sealed, BiFunction<UUID, String, String> opening) {
        try {
            return Optional.of(opening.apply(guid, sealed));
        } catch (VaultException _) {
            return Optional.empty();
        }
    }
}
