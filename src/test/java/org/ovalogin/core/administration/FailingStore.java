package org.ovalogin.core.administration;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.StoreException;

/// A store that breaks at one of its writes: before the transaction, or after its commit, when
/// nobody can know that it was made.
public final class FailingStore implements MailboxStore {
    public enum When {
        BEFORE,
        AFTER_COMMIT
    }

    private final MailboxStore store;
    private final int failing;
    private final When when;
    private final AtomicInteger writes = new AtomicInteger();

    /// @param failing the number of the write that breaks, from 1
    public FailingStore(MailboxStore store, int failing, When when) {
        this.store = store;
        this.failing = failing;
        this.when = when;
    }

    @Override
    public <T> T write(Function<Work, T> work) {
        var breaks = writes.incrementAndGet() == failing;
        if (breaks && when == When.BEFORE) throw broken();
        var result = store.write(work);
        if (breaks) throw broken();
        return result;
    }

    @Override
    public <T> T read(Function<View, T> look) {
        return store.read(look);
    }

    private static StoreException broken() {
        return new StoreException("broken for the test", new IllegalStateException());
    }
}
