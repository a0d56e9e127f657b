package org.ovalogin.call.dialog;

import java.util.function.Function;
import java.util.function.Supplier;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.StoreException;

/// A store that breaks at a chosen use: before the work is done, or afterwards without anybody
/// learning the result.
final class BreakableStore implements MailboxStore {
    enum When {
        BEFORE,
        AFTER
    }

    private final MailboxStore store;
    private int usesLeft = Integer.MAX_VALUE;
    private When when = When.BEFORE;
    private boolean forGood;

    BreakableStore(MailboxStore store) {
        this.store = store;
    }

    /// Breaks at the nth use from now, counted from 1.
    ///
    /// @param stays whether every later use fails too
    void breakAt(int use, When moment, boolean stays) {
        usesLeft = use;
        when = moment;
        forGood = stays;
    }

    void repair() {
        usesLeft = Integer.MAX_VALUE;
    }

    boolean hasBroken() {
        return usesLeft <= 0;
    }

    @Override
    public <T> T write(Function<Work, T> work) {
        return unlessBroken(() -> store.write(work));
    }

    @Override
    public <T> T read(Function<View, T> look) {
        return unlessBroken(() -> store.read(look));
    }

    private <T> T unlessBroken(Supplier<T> use) {
        usesLeft--;
        var breaks = usesLeft == 0 || (usesLeft < 0 && forGood);
        if (breaks && (when == When.BEFORE || usesLeft < 0)) throw broken();
        var result = use.get();
        if (breaks) throw broken();
        return result;
    }

    private static StoreException broken() {
        return new StoreException("broken for a test", new IllegalStateException());
    }
}
