package org.ovalogin.process;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.signin.FailureWork;
import org.ovalogin.core.signin.SignIn;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.store.SqlMailboxStore;

/// The opened data folder of a command beside a running server, without a process of its own.
final class OpenFolder implements AutoCloseable {
    private final Database database;
    private final KeyRing keys;
    private final HashQueue queue;
    final Administration administration;
    final SignIn signIn;

    OpenFolder(Path data) {
        this(DataFolder.openOrCreate(data));
    }

    private OpenFolder(DataFolder folder) {
        this(folder, Database.sqlite(folder.database()));
    }

    /// With the database elsewhere.
    OpenFolder(DataFolder folder, Database database) {
        this.database = database;
        var random = new SecureRandom();
        keys = KeyRing.open(folder.key(), database, random);
        var safe = new PinSafe(new Vault(keys));
        var store = new SqlMailboxStore(database, InstantSource.system());
        var generator = new PinGenerator(random);
        queue = new HashQueue(new PinHasher(), new HashSettings(2, 1000, Duration.ofSeconds(20)));
        var failureWork = new FailureWork(store, safe, queue, generator);
        signIn =
                new SignIn(
                        store,
                        safe,
                        queue,
                        failureWork,
                        Site.unlimited(store, safe),
                        Runnable::run);
        administration =
                new Administration(
                        store,
                        safe,
                        queue,
                        generator,
                        queue,
                        random,
                        new AccountSignIn.Limits(Duration.ofMinutes(30), Duration.ofHours(12)));
    }

    @Override
    public void close() {
        queue.close();
        keys.close();
        database.close();
    }
}
