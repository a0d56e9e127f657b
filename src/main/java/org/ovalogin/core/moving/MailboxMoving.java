package org.ovalogin.core.moving;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.ImportTurns;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;

/// Makes mailboxes of boxes: hashes first, while calls go on, and then all at once. Thread-safe.
public final class MailboxMoving implements Moving {
    /// Mailboxes that become live in one transaction.
    ///
    /// @param most boxes without batches; 10,000 keep SQLite's only writer busy for half a second
    /// @param batch boxes at a time, if there are more
    record Sizes(int most, int batch) {
        static final Sizes USUAL = new Sizes(10_000, 1_000);

        int of(int mailboxes) {
            return mailboxes <= most ? most : batch;
        }
    }

    private static final String FROM = "import";

    private final MailboxStore store;
    private final PinStaging staging;
    private final PinSafe safe;
    private final PinGenerator generator;
    private final ImportTurns turns;
    private final Sizes sizes;

    /// @param lanes PINs hashed at a time
    public MailboxMoving(
            MailboxStore store,
            PinSafe safe,
            HashQueue queue,
            int lanes,
            PinGenerator generator,
            ImportTurns turns) {
        this(store, new PinStaging(store, safe, queue, lanes), safe, generator, turns, Sizes.USUAL);
    }

    MailboxMoving(
            MailboxStore store,
            PinStaging staging,
            PinSafe safe,
            PinGenerator generator,
            ImportTurns turns,
            Sizes sizes) {
        this.store = store;
        this.safe = safe;
        this.staging = staging;
        this.generator = generator;
        this.turns = turns;
        this.sizes = sizes;
    }

    @Override
    public MovingPlan plan(List<Box> boxes, ImportRules rules, Actor actor) {
        actor.require(Right.MANAGE);
        return new Planner(store, rules).plan(boxes);
    }

    @Override
    public MovedIn carryOut(MovingPlan plan, Actor actor, MovingProgress progress) {
        actor.require(Right.MANAGE);
        try (plan) {
            if (plan.stopped())
                throw new NotDone(
                        "Extensions",
                        Fault.IMPORT_CONFLICTS,
                        String.valueOf(plan.all(BoxOutcome.Kind.CONFLICT).size()),
                        "");
            try (var _ =
                    turns.take().orElseThrow(() -> new NotDone("", Fault.IMPORT_AT_WORK, "", ""))) {
                return inTurn(plan, actor, progress);
            }
        }
    }

    private MovedIn inTurn(MovingPlan plan, Actor actor, MovingProgress progress) {
        var newcomers = plan.newcomers();
        staging.stage(newcomers, progress);
        var changes = plan.all(BoxOutcome.Kind.CHANGED);
        var origin = new Origin(actor.name(), FROM);
        if (!newcomers.isEmpty())
            for (var destination : plan.dialPlans())
                store.change(work -> Foundation.lay(work, destination, actor.name(), origin));
        var total = newcomers.size() + changes.size();
        progress.live(0, total);
        var done = moveIn(plan, origin, live -> progress.live(live, total));
        var live = newcomers.size();
        for (var change : changes) {
            done = done.and(store.write(work -> new Renewal(work, plan, origin).renew(change)));
            progress.live(++live, total);
        }
        staging.discardAll();
        record(done, origin);
        return done;
    }

    private MovedIn moveIn(MovingPlan plan, Origin origin, IntConsumer live) {
        var newcomers = plan.newcomers();
        var done = MovedIn.NOTHING;
        var shared = MovedOwner.shared(newcomers.stream().map(Newcomer::owner));
        try (var unknown = unknown()) {
            var size = sizes.of(newcomers.size());
            for (var from = 0; from < newcomers.size(); from += size) {
                var part = newcomers.subList(from, Math.min(from + size, newcomers.size()));
                done =
                        done.and(
                                moveIn(
                                        part,
                                        view ->
                                                new Enrolment(
                                                        view,
                                                        plan.rules(),
                                                        unknown,
                                                        shared,
                                                        origin)));
                staging.discard(part);
                live.accept(from + part.size());
            }
        }
        return done;
    }

    /// The slow work comes before the transaction, since SQLite's other writers wait for that. The
    /// transaction looks again only if names have changed since.
    private MovedIn moveIn(
            List<Newcomer> newcomers, Function<MailboxStore.View, Enrolment> enrolment) {
        var last = store.read(view -> view.events().settled());
        var enrolled = store.read(view -> enrolment.apply(view).enrol(newcomers));
        var ready = store.ready(enrolled.arrivals());
        return store.write(
                work -> {
                    if (!work.moving().renamedSince(last)) {
                        work.moving().arrive(ready);
                        return enrolled.done();
                    }
                    var anew = enrolment.apply(work).enrol(newcomers);
                    work.moving().arrive(anew.arrivals());
                    return anew.done();
                });
    }

    /// A PIN of the greatest length, which no policy calls too short.
    private UnknownPin unknown() {
        var longest = PinPolicy.EXCHANGE.with(draft -> draft.minPinLength = Pin.LONGEST);
        var pin = generator.generate(longest, Set.of());
        return new UnknownPin(safe, pin, staging.hash(pin));
    }

    private void record(MovedIn done, Origin origin) {
        if (done.enabled() + done.changed() == 0) return;
        var subject = "%d enabled, %d changed".formatted(done.enabled(), done.changed());
        store.change(
                work ->
                        work.events()
                                .append(
                                        Event.about(
                                                work.now(),
                                                Event.Name.IMPORTED,
                                                "",
                                                "",
                                                subject,
                                                origin)));
    }
}
