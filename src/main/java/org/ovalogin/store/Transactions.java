package org.ovalogin.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.ovalogin.mailbox.Event;
import org.ovalogin.mailbox.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The transactions on a database, and the events that they made known once they are committed.
/// Thread-safe.
final class Transactions {
    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private final Database database;
    private final InstantSource clock;
    private final Consumer<Event> events;

    Transactions(Database database, InstantSource clock, Consumer<Event> events) {
        this.database = database;
        this.clock = clock;
        this.events = events;
    }

    <T> T write(String what, Function<SqlWork, T> work) {
        List<Event> appended = new ArrayList<>();
        return orStoreException(
                what,
                database.writer(),
                handle -> {
                    var result =
                            handle.inTransaction(
                                    h -> {
                                        var changes = new SqlWork(h, now());
                                        var made = work.apply(changes);
                                        appended.addAll(changes.appended());
                                        return made;
                                    });
                    // The one writing connection is still ours: nobody's later events come first.
                    appended.forEach(this::publish);
                    return result;
                });
    }

    <T> T read(String what, Function<SqlView, T> look) {
        return orStoreException(
                what,
                database.reader(),
                handle -> handle.inTransaction(h -> look.apply(new SqlView(h, now()))));
    }

    /// The database's precision, so that what is read back equals what was written.
    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /// What is committed stays so, whether or not others hear of it.
    private void publish(Event event) {
        try {
            events.accept(event);
        } catch (RuntimeException e) {
            log.error("an event is in the store but was not passed on: {}", e.toString());
        }
    }

    private static <T> T orStoreException(String what, Jdbi jdbi, Function<Handle, T> use) {
        try {
            return jdbi.withHandle(use::apply);
        } catch (JdbiException e) {
            throw new StoreException("the database did not do a " + what, e);
        }
    }
}
