package org.ovalogin.storage.database;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The differences between databases.
public interface Dialect {
    boolean shared();

    /// @return the same
    Jdbi configure(Jdbi jdbi);

    /// True where transactions that write may run side by side: see [Exclusion].
    boolean sideBySide();

    /// Begins a transaction that writes: waits for its turn, and tells the time.
    ///
    /// @param alone no other such transaction runs until the end of this one
    Beginning begin(Handle handle, boolean alone, InstantSource clock);

    /// Begins a transaction that waits for no turn, and that nobody waits for: see
    /// [Transactions#aside]. Tells the time.
    Instant aside(Handle handle, InstantSource clock);

    /// Makes the rest of this transaction fail unless it ends soon. A crash may lose it, since it
    /// is made again.
    void brief(Handle handle);

    /// How long such a transaction may take without being noticed; its commit takes as long again.
    Duration batch();

    /// Begins a transaction that reads.
    Beginning look(Handle handle, InstantSource clock);

    /// SQL at the end of a query that keeps others from changing the rows of mailboxes `m` that it
    /// finds.
    String rowLock();

    /// SQL for the part of a text before its first blank, as the index of events has it.
    String firstWord(String text);

    /// SQL at the end of a query that keeps the rows it finds for this transaction, and passes over
    /// rows that another transaction has.
    String freeRows();

    /// True when other transactions undid this one, so that it may run again.
    boolean undone(SQLException e);

    /// Looks at a commit right after it seems to have been made.
    ///
    /// @throws SQLException when it can't be relied on
    void committed(Handle handle) throws SQLException;

    /// The number of an event up to which all are committed, or never will be.
    long settledEvents(Handle handle);

    /// Lets this transaction take as long as it takes.
    void patient(Handle handle);

    /// True where other servers are at work on the database right now.
    boolean inUse(Handle handle);
}
