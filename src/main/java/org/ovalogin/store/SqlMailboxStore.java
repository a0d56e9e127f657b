package org.ovalogin.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.ovalogin.mailbox.MailboxStore;
import org.ovalogin.mailbox.StoreException;

/// Mailboxes in an SQL database. Every `write` is one transaction, durable when it returns.
/// Thread-safe.
public final class SqlMailboxStore implements MailboxStore {
    private final Jdbi writer;
    private final Jdbi reader;
    private final InstantSource clock;

    public SqlMailboxStore(Database database, InstantSource clock) {
        this.writer = database.writer();
        this.reader = database.reader();
        this.clock = clock;
    }

    @Override
    public <T> T write(Function<Work, T> work) {
        return inTransaction(writer, "write", handle -> work.apply(new SqlWork(handle, now())));
    }

    @Override
    public <T> T read(Function<View, T> look) {
        return inTransaction(reader, "read", handle -> look.apply(new SqlView(handle, now())));
    }

    /// The database's precision, so that what is read back equals what was written.
    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    static <T> T inTransaction(Jdbi jdbi, String what, Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw new StoreException("the database did not do a " + what, e);
        }
    }
}
