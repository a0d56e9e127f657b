package org.ovalogin.storage.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.Dialect;
import org.ovalogin.storage.database.Exclusion;
import org.ovalogin.storage.database.TransactionCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs transactions on a database, and passes their events on after the commit. Thread-safe.
public final class Transactions {
    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    /// How often a transaction is tried that others undo.
    private static final int ATTEMPTS = 5;

    private final Database database;
    private final Dialect dialect;
    private final InstantSource clock;
    private final Consumer<Event> events;

    public Transactions(Database database, InstantSource clock, Consumer<Event> events) {
        this.database = database;
        this.dialect = database.dialect();
        this.clock = clock;
        this.events = events;
    }

    boolean shared() {
        return database.shared();
    }

    /// Runs `work` beside others if the database can do that and `work` stays with one mailbox;
    /// else alone.
    <T> T write(String what, Function<SqlTransaction, T> work) {
        return write(what, work, !dialect.sideBySide());
    }

    /// Runs `work` while no other transaction writes.
    public <T> T alone(String what, Function<SqlTransaction, T> work) {
        return write(what, work, true);
    }

    /// Changes rows that stand each for itself, and that others change only in this way too: rows
    /// that are over, letters in hand. It waits for no turn, and nobody waits for it.
    <T> T aside(String what, Aside<T> work) {
        return again(
                what,
                database.writes(),
                () ->
                        database.write(
                                (handle, limit) -> {
                                    var made = work.make(handle, dialect.aside(handle, clock));
                                    limit.check();
                                    return made;
                                },
                                () -> {}));
    }

    interface Aside<T> {
        T make(Handle handle, Instant now);
    }

    private <T> T write(String what, Function<SqlTransaction, T> work, boolean alone) {
        try {
            return again(what, database.writes(), () -> attempt(work, alone));
        } catch (Exclusion.Needed _) {
            return again(what, database.writes(), () -> attempt(work, true));
        }
    }

    private interface Attempt<T> {
        T make() throws SQLException;
    }

    /// Tries until the transaction is made, or others have undone it too often.
    private <T> T again(String what, TransactionCounts activity, Attempt<T> transaction) {
        for (var attempt = 1; ; attempt++) {
            try {
                return transaction.make();
            } catch (JdbiException | SQLException e) {
                if (attempt == ATTEMPTS || !undone(e)) {
                    activity.failed();
                    throw new StoreException("the database did not do a " + what, e);
                }
            }
        }
    }

    private <T> T attempt(Function<SqlTransaction, T> work, boolean alone) throws SQLException {
        var events = new ArrayList<Event>();
        return database.write(
                (handle, limit) -> {
                    events.clear(); // it may be made again
                    var begun = begin(handle, alone);
                    var made = work.apply(begun);
                    limit.check();
                    events.addAll(begun.end());
                    return made;
                },
                () -> events.forEach(this::publish));
    }

    private SqlTransaction begin(Handle handle, boolean alone) {
        return new SqlTransaction(
                new Exclusion(dialect.begin(handle, alone, clock), alone), dialect);
    }

    <T> T read(String what, Function<SqlSnapshot, T> look) {
        return again(
                what, database.reads(), () -> database.read(handle -> look.apply(view(handle))));
    }

    private SqlSnapshot view(Handle handle) {
        return new SqlSnapshot(new Exclusion(dialect.look(handle, clock), true), dialect);
    }

    private boolean undone(Throwable e) {
        if (e instanceof SQLException sql) return dialect.undone(sql);
        return e.getCause() != null && undone(e.getCause());
    }

    /// Logs a listener's exception: the commit stands, whether or not others hear of it.
    private void publish(Event event) {
        try {
            events.accept(event);
        } catch (RuntimeException | Error e) {
            log.error("an event is in the store but was not passed on: {}", e.toString());
        }
    }
}
