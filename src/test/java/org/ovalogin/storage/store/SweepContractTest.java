package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.store.CallSession;

/// What is over goes by and by, and holds up nobody.
class SweepContractTest extends EachDatabase {
    private static final Duration KEPT = Duration.ofDays(400);

    @Test
    void oldEventsGoInManyTransactionsWithAPauseBehindEach() {
        addEvents(3000, clock.instant().minus(KEPT).minusSeconds(10));
        addEvents(10, clock.instant().minus(KEPT));
        var pauses = new ArrayList<Duration>();
        var before = database().writes().transactions();
        try (var sweep = new Sweep(database(), clock, KEPT, pauses::add)) {
            sweep.sweep();
        }
        assertThat(count("event")).isEqualTo(10);
        assertThat(pauses).hasSizeGreaterThan(2);
        assertThat(database().writes().transactions() - before).isGreaterThan(pauses.size());
    }

    @Test
    void oneKindOfRowsThatCannotBeDeletedStopsNoOther() {
        var mailbox = added("51234");
        store().change(
                        work ->
                                work.calls()
                                        .add(
                                                new CallSession(
                                                        new CallSession.Key("t", "call"),
                                                        new CallSession.Entry(
                                                                mailbox.guid(),
                                                                Admission.Level.PIN,
                                                                1),
                                                        clock.instant(),
                                                        0)));
        addEvents(1, clock.instant().minus(KEPT).minusSeconds(10));
        clock.pass(Duration.ofSeconds(1));
        database().writer().useHandle(h -> h.execute("alter table session rename to gone"));
        try {
            sweep(KEPT);
        } finally {
            database().writer().useHandle(h -> h.execute("alter table gone rename to session"));
        }
        assertThat(count("event")).isZero();
        assertThat(count("session")).isOne();
        sweep(KEPT);
        assertThat(count("session")).isZero();
    }

    @Test
    void sessionsOfCallsAreNotDeletedByOthersHandOvers() {
        var mailbox = added("51234");
        for (var token : List.of("a", "b")) {
            store().change(
                            work ->
                                    work.calls()
                                            .add(
                                                    new CallSession(
                                                            new CallSession.Key(token, "call"),
                                                            new CallSession.Entry(
                                                                    mailbox.guid(),
                                                                    Admission.Level.PIN,
                                                                    1),
                                                            clock.instant().plusSeconds(1),
                                                            0)));
            clock.pass(Duration.ofSeconds(2));
        }
        assertThat(count("session")).isEqualTo(2);
        assertThat(store().<Optional<CallSession>>write(work -> work.calls().redeem("a", "call")))
                .isEmpty();
        sweep(KEPT);
        assertThat(count("session")).isZero();
    }

    @Test
    void closedOneStopsAfterTheBatchUnderWay() {
        addEvents(3000, clock.instant().minus(KEPT).minusSeconds(10));
        var sweep = new Sweep[1];
        try (var closing = new Sweep(database(), clock, KEPT, _ -> sweep[0].close())) {
            sweep[0] = closing;
            closing.sweep();
        }
        assertThat(count("event")).isEqualTo(3000 - 128);
    }

    @Test
    void signInsGoOnWhileThereIsMuchToDelete() throws Exception {
        addEvents(20_000, clock.instant().minus(KEPT).minusSeconds(10_000));
        var mailbox = added("51234");
        var swept = new AtomicBoolean();
        var signIns = 0;
        try (var threads = Executors.newSingleThreadExecutor();
                var sweep = new Sweep(database(), clock)) {
            var begun = new CountDownLatch(1);
            var sweeping =
                    threads.submit(
                            () -> {
                                begun.countDown();
                                sweep.sweep();
                                swept.set(true);
                            });
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            while (!swept.get()) {
                store().change(
                                work -> {
                                    work.mailboxes()
                                            .save(
                                                    work.mailboxes()
                                                            .find(mailbox.guid())
                                                            .orElseThrow());
                                    work.events().append(event(mailbox, "Success"));
                                });
                signIns++;
            }
            sweeping.get();
        }
        assertThat(signIns).isGreaterThan(10);
        assertThat(count("event")).isEqualTo(signIns);
    }

    @Test
    void twoServersShareTheWorkAndLeaveNothing() throws Exception {
        addEvents(5_000, clock.instant().minus(KEPT).minusSeconds(10_000));
        try (var other = open();
                var threads = Executors.newFixedThreadPool(2);
                var here = new Sweep(database(), clock, KEPT, _ -> {});
                var there = new Sweep(other, clock, KEPT, _ -> {})) {
            var one = threads.submit(here::sweep);
            var two = threads.submit(there::sweep);
            one.get();
            two.get();
        }
        await().untilAsserted(() -> assertThat(count("event")).isZero());
    }

    @Test
    void eventsOfTheLastDaysStay() {
        var mailbox = added("51234");
        store().change(work -> work.events().append(event(mailbox, "Success")));
        clock.pass(KEPT);
        sweep(KEPT);
        assertThat(count("event")).isOne();
        clock.pass(Duration.ofMillis(1));
        sweep(KEPT);
        assertThat(count("event")).isZero();
    }
}
