package org.ovalogin.core.moving;

import java.util.List;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.input.NotDone;

/// Boxes of another voice mail become mailboxes. Thread-safe.
public interface Moving {
    /// Plans [#carryOut]. Changes nothing.
    ///
    /// @param boxes in the order of the source: the first with a number counts, and later ones are
    ///   left out
    /// @throws NotDone if the rules fit no dial plan or no policy
    MovingPlan plan(List<Box> boxes, ImportRules rules, Actor actor);

    /// Hashes the PINs, and then makes the mailboxes live: up to 10,000 in one transaction, more in
    /// batches of 1,000. If it is killed anywhere, nothing is half, and the next import goes on.
    /// Closes the plan.
    ///
    /// @throws NotDone if the plan is stopped, another import is at work, or a dial plan or policy
    ///   of the plan has changed meanwhile
    MovedIn carryOut(MovingPlan plan, Actor actor, MovingProgress progress);
}
