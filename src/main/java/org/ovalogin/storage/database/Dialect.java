package org.ovalogin.storage.database;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What differs from database to database.
public interface Dialect {
    boolean shared();

    /// @return the same
    Jdbi configure(Jdbi jdbi);

    /// True where transactions that write may run side by side: see [Exclusion].
    boolean sideBySide();

    /// The first thing in a transaction that writes: waits for its turn, and tells the time.
    ///
    /// @param alone no other such transaction runs until the end of this one
    Instant begin(Handle handle, boolean alone, InstantSource clock);

    /// The first thing in a transaction that waits for no turn, and that nobody waits for: see
    /// [Transactions#aside]. Tells the time.
    Instant aside(Handle handle, InstantSource clock);

    /// Has the rest of this transaction fail where it does not end soon. Where it is lost in a
    /// crash, it is made again.
    void brief(Handle handle);

    /// What such a transaction may take, with as much again for its commit, so that nobody notices.
    Duration batch();

    Instant now(Handle handle, InstantSource clock);

    /// What keeps the rows of mailboxes `m` that a query finds from being changed by others, at the
    /// query's end.
    String rowLock();

    /// What keeps the rows that a query finds for this transaction, and passes over those that
    /// another one has, at the query's end.
    String freeRows();

    /// True when the transaction was undone for no fault of its own, so that it may be run again.
    boolean undone(SQLException e);

    /// Right after a commit that seems to have been made.
    ///
    /// @throws SQLException when it can't be relied on
    void committed(Handle handle) throws SQLException;

    /// The number of an event up to which all are committed, or never will be.
    long settledEvents(Handle handle);

    /// This transaction may take as long as it takes.
    void patient(Handle handle);

    /// True where other servers are at work on the database right now.
    boolean inUse(Handle handle);
}
