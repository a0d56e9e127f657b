package org.ovalogin.core.administration;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.ovalogin.core.store.MailboxStore;

/// A store where somebody else is quicker once: before one of the writes they have done something.
final class Meanwhile implements MailboxStore {
    private final MailboxStore store;
    private final int before;
    private final Runnable act;
    private final AtomicInteger writes = new AtomicInteger();

    private Meanwhile(MailboxStore store, int before, Runnable act) {
        this.store = store;
        this.before = before;
        this.act = act;
    }

    /// @param before number of the write, from 1
    static Administration at(Site site, int before, Runnable act) {
        return site.administration(new Meanwhile(site.store, before, act));
    }

    @Override
    public <T> T write(Function<Work, T> work) {
        if (writes.incrementAndGet() == before) act.run();
        return store.write(work);
    }

    @Override
    public <T> T read(Function<View, T> look) {
        return store.read(look);
    }
}
