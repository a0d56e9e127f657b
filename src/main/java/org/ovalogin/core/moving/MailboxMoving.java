package org.ovalogin.core.moving;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
    /// @param most without batches. SQLite's only writer is busy with 10,000 for about a second
    /// @param batch where there are more
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
        var newcomers = newcomers(plan);
        staging.stage(newcomers, progress);
        var changes = plan.all(BoxOutcome.Kind.CHANGED);
        var origin = new Origin(actor.name(), FROM);
        if (!newcomers.isEmpty())
            for (var destination : plan.dialPlans())
                store.change(work -> Foundation.lay(work, destination, actor.name(), origin));
        var total = newcomers.size() + changes.size();
        var done = MovedIn.NOTHING;
        progress.live(0, total);
        var shared = MovedOwner.shared(newcomers.stream().map(Newcomer::owner));
        try (var unknown = unknown()) {
            var size = sizes.of(newcomers.size());
            for (var from = 0; from < newcomers.size(); from += size) {
                var part = newcomers.subList(from, Math.min(from + size, newcomers.size()));
                done =
                        done.and(
                                store.write(
                                        work ->
                                                new Enrolment(
                                                                work,
                                                                plan.rules(),
                                                                unknown,
                                                                shared,
                                                                origin)
                                                        .enrol(part)));
                progress.live(from + part.size(), total);
            }
        }
        var live = newcomers.size();
        for (var change : changes) {
            done = done.and(store.write(work -> new Renewal(work, plan, origin).renew(change)));
            progress.live(++live, total);
        }
        staging.discardAll();
        record(done, origin);
        return done;
    }

    private static List<Newcomer> newcomers(MovingPlan plan) {
        var newcomers = new ArrayList<Newcomer>();
        for (var outcome : plan.all(BoxOutcome.Kind.NEW)) {
            var candidate = Candidate.of(outcome.box(), plan.rules()).in(outcome.dialPlan());
            var destination =
                    plan.dialPlans().stream()
                            .filter(d -> d.name().equals(outcome.dialPlan()))
                            .findFirst()
                            .orElseThrow();
            var owner = MovedOwner.of(outcome.box().owner(), candidate.extensions().getFirst());
            var judgement =
                    PinJudgement.of(
                            outcome.box(),
                            candidate.extensions(),
                            destination.policy().pin(),
                            plan.rules().pins(),
                            plan.rules().writes() && owner.reachable());
            newcomers.add(
                    new Newcomer(
                            outcome,
                            candidate,
                            destination,
                            owner,
                            judgement.fate(),
                            UUID.randomUUID()));
        }
        return newcomers;
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
