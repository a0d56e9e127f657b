package org.ovalogin.storage.database;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cost of new hashes, which stands in the database and is the same on all servers. Another may
/// come into force while this server runs; it is known here within [KeyRing#EVERY]. Thread-safe.
public final class CostInForce implements Supplier<Cost> {
    private static final Logger log = LoggerFactory.getLogger(CostInForce.class);

    private volatile Cost cost;
    private volatile Optional<Cost> refused = Optional.empty();

    /// @param configured in force until the database has been read
    public CostInForce(Cost configured) {
        this.cost = configured;
    }

    @Override
    public Cost get() {
        return cost;
    }

    /// Takes the database's cost. A database without one takes ours.
    ///
    /// @throws SetUpException when the database's cost is too low
    public void agree(Database database, InstantSource clock) {
        try {
            var known = database.reader().withHandle(CostInForce::find);
            cost = known.orElseGet(() -> database.alone(handle -> register(handle, cost, clock)));
        } catch (JdbiException e) {
            throw new StoreException("the database can't be asked for its cost of hashes", e);
        }
        if (!cost.reachesOwasp())
            throw new SetUpException(
                    "the database's cost of hashes is %s, allowed: %s"
                            .formatted(cost, Cost.allowed()),
                    "who changed it? only ./ova hash-cost set should");
    }

    /// Looks whether another cost has come into force.
    void lookAgain(Handle handle) {
        var found = find(handle);
        if (found.isEmpty() || found.get().equals(cost) || found.equals(refused)) return;
        if (found.get().reachesOwasp()) {
            log.info("new hashes cost {} from now on, no longer {}", found.get(), cost);
            cost = found.get();
            refused = Optional.empty();
        } else {
            log.error(
                    "the database's cost of hashes is {}, allowed: {}; {} stays in force here",
                    found.get(),
                    Cost.allowed(),
                    cost);
            refused = found;
        }
    }

    /// Empty until a server of this release has started, and for numbers that are no cost.
    public static Optional<Cost> find(Handle handle) {
        return handle.createQuery("select memory_kib, passes from hash_cost")
                .map((row, _) -> Cost.of("%dKiB/%d".formatted(row.getLong(1), row.getLong(2))))
                .findOne()
                .flatMap(cost -> cost);
    }

    private static Cost register(Handle handle, Cost cost, InstantSource clock) {
        var known = find(handle);
        if (known.isPresent()) return known.get();
        set(handle, cost, clock.instant());
        return cost;
    }

    /// Brings a cost into force on all servers.
    public static void set(Handle handle, Cost cost, Instant now) {
        handle.createUpdate(
                        """
                        insert into hash_cost (row_number, memory_kib, passes, in_force_since) values (1, :memory, :passes, :now)
                        on conflict (row_number) do update
                            set memory_kib = excluded.memory_kib, passes = excluded.passes, in_force_since = excluded.in_force_since
                        """)
                .bind("memory", cost.memoryKib())
                .bind("passes", cost.passes())
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
