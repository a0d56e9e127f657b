package org.ovalogin.storage.database;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.core.vault.VaultKey;
import org.ovalogin.core.vault.VaultKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of the key file, and which of them the database has in use. Another key may come into
/// use while this server runs, and is known here within [#EVERY]. Keys once read are kept, so that
/// a server outlives its key file. Thread-safe.
public final class KeyRing implements VaultKeys, AutoCloseable {
    public static final Duration EVERY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

    private final KeyFile file;
    private final Database database;
    private final Map<String, VaultKey> keys = new ConcurrentHashMap<>();
    private final ScheduledExecutorService regularly =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("keys").factory());
    private volatile String inUse = "";
    private volatile Consumer<Handle> also = _ -> {};
    private volatile Optional<String> fileState = Optional.empty();

    private KeyRing(KeyFile file, Database database) {
        this.file = file;
        this.database = database;
    }

    /// Reads the file, and compares it with the database. A database that has never seen a key gets
    /// a new file.
    ///
    /// @throws SetUpException when the file is missing, readable by others, damaged, or not the
    ///   database's
    public static KeyRing open(Path path, Database database, SecureRandom random) {
        var ring = new KeyRing(new KeyFile(path), database);
        ring.agree(random);
        var millis = EVERY.toMillis();
        var _ =
                ring.regularly.scheduleWithFixedDelay(
                        ring::lookAgain, millis, millis, TimeUnit.MILLISECONDS);
        return ring;
    }

    private void agree(SecureRandom random) {
        var known = known();
        if (file.missing()) {
            if (!known.isEmpty()) throw missing(known);
            file.create(random);
        }
        fileState = file.state();
        var read = file.read();
        keep(read);
        var agreed = register(read.getFirst());
        for (var key : agreed) requireSame(file, key, read);
        inUse = agreed.getLast().id();
    }

    private List<KnownKey> register(VaultKey key) {
        try {
            return database.alone(handle -> KnownKey.register(handle, key));
        } catch (JdbiException e) {
            throw new StoreException("the database can't be asked for its keys", e);
        }
    }

    private void keep(List<VaultKey> read) {
        for (var key : read) keys.putIfAbsent(key.id(), key);
    }

    public List<KnownKey> known() {
        try {
            return database.reader().withHandle(handle -> KnownKey.all(handle));
        } catch (JdbiException e) {
            throw new StoreException("the database did not tell of its keys", e);
        }
    }

    @Override
    public String inUse() {
        return inUse;
    }

    @Override
    public Optional<VaultKey> find(String id) {
        if (!keys.containsKey(id) && !fileState.equals(file.state())) read();
        return Optional.ofNullable(keys.get(id));
    }

    /// Asks the database and looks at the file. Never throws: after a failure the next look learns
    /// it.
    public void lookAgain() {
        try {
            if (!fileState.equals(file.state())) read();
            database.reader()
                    .useHandle(
                            handle -> {
                                inUse = KnownKey.all(handle).getLast().id();
                                also.accept(handle);
                            });
        } catch (JdbiException _) {
            // A database that does not answer takes no sealed texts either.
        } catch (RuntimeException e) {
            log.error("the keys could not be looked at", e);
        }
    }

    /// Logs a fault of the file once, and keeps the keys.
    private synchronized void read() {
        var state = file.state();
        if (state.equals(fileState)) return;
        try {
            var read = file.read();
            keep(read);
            log.info("the key file '{}' was read again", file);
        } catch (SetUpException e) {
            log.error(
                    "{}; this server goes on with the keys it has read and would not start again; hint: {}",
                    e.getMessage(),
                    e.hint());
        }
        fileState = state;
    }

    /// Looks at the cost of hashes too, over the same connection.
    public void alsoLookAt(CostInForce cost) {
        also = cost::lookAgain;
    }

    public KeyFile file() {
        return file;
    }

    public static void requireSame(KeyFile file, KnownKey known, List<VaultKey> read) {
        if (!known.retired() && read.stream().noneMatch(known::is)) {
            throw new SetUpException(
                    "the key file '%s' does not hold the key '%s' of this database"
                            .formatted(file, known.id()),
                    "put the database's own key file in its place, a copy from a server that has it; with another one no PIN can be checked");
        }
    }

    private SetUpException missing(List<KnownKey> known) {
        return new SetUpException(
                "the key file '%s' is missing, and the database holds PINs sealed under key '%s'"
                        .formatted(file, known.getLast().id()),
                "copy it from another server of this database, or restore it from its copy; a new one could not check any PIN");
    }

    @Override
    public void close() {
        regularly.shutdownNow();
    }
}
