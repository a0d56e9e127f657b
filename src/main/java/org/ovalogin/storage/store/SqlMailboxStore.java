package org.ovalogin.storage.store;

import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.Arrivals;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.Patience;
import org.ovalogin.core.store.ReadyArrivals;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KnownKey;

/// Mailboxes in an SQL database. Every `write` is one transaction, durable when it returns.
/// Thread-safe.
public final class SqlMailboxStore implements MailboxStore {
    private final Transactions transactions;

    /// A store that passes its events to nobody.
    public SqlMailboxStore(Database database, InstantSource clock) {
        this(database, clock, _ -> {});
    }

    /// @param events hears of every event after its commit, in the order of the commits; refusals
    ///   that share a row come one by one, each with a count of one. The next change waits until it
    ///   returns, so it is quick and changes nothing here itself; exceptions from it are logged
    public SqlMailboxStore(Database database, InstantSource clock, Consumer<Event> events) {
        this.transactions = new Transactions(database, clock, events);
    }

    /// Writes durably, as every change does, and changes nothing.
    ///
    /// @throws StoreException when that can't be done
    public void tryWriting() {
        // beside all others, since it is done often and for anybody
        var _ = transactions.write("trial", work -> KnownKey.touch(work.beside()));
    }

    /// Whether the store still works, be it by refusing. Without an answer in that time it stands
    /// still. Another host's database may do so, which is no fault of this process.
    public boolean isAlive(Duration patience) {
        try {
            new Patience(patience)
                    .during(
                            () -> {
                                tryWriting();
                                return true;
                            });
            return true;
        } catch (StoreException e) {
            return transactions.shared()
                    || !(e.getCause() instanceof SQLTimeoutException
                            || e.getCause() instanceof SQLTransientConnectionException);
        }
    }

    Transactions transactions() {
        return transactions;
    }

    @Override
    public <T> T write(Function<Work, T> work) {
        return transactions.write("write", work::apply);
    }

    @Override
    public ReadyArrivals ready(Arrivals arrivals) {
        return ArrivingRows.of(arrivals);
    }

    @Override
    public <T> T read(Function<View, T> look) {
        return transactions.read("read", look::apply);
    }
}
