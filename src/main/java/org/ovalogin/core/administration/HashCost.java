package org.ovalogin.core.administration;

import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.PinHasher.Cost;
import org.ovalogin.core.store.MailboxStore;

/// The cost of new hashes, which all servers of a database share. Thread-safe.
public final class HashCost {
    private final MailboxStore store;
    private final HashQueue queue;

    HashCost(MailboxStore store, HashQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    public Cost inForce() {
        return store.read(view -> view.policies().hashCost()).orElseGet(queue.hasher()::inForce);
    }

    /// Brings a cost into force, which servers notice within a second. A hash of another cost is
    /// renewed at its next success.
    ///
    /// @return the cost before
    /// @throws NotDone if it is not allowed: see [Cost#isAllowed()]
    public Cost set(Cost cost, Actor actor) {
        actor.require(Right.MANAGE);
        if (!cost.isAllowed())
            throw new NotDone("COST", Fault.VALUE, cost.toString(), Cost.allowed());
        return store.write(
                work -> {
                    var before = work.policies().hashCost().orElseGet(queue.hasher()::inForce);
                    if (before.equals(cost)) return before;
                    work.policies().hashCost(cost);
                    work.events()
                            .append(
                                    Event.about(
                                            work.now(),
                                            Event.Name.HASH_COST_CHANGED,
                                            "",
                                            "",
                                            cost.toString(),
                                            actor.origin()));
                    return before;
                });
    }
}
