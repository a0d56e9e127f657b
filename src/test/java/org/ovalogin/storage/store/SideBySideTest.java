package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.Patience;
import org.ovalogin.core.store.StoreException;

/// What PostgreSQL's many writers keep of what SQLite's only one gives for nothing.
class SideBySideTest extends PostgresContract {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        release.countDown();
        threads.close();
    }

    /// A transaction that has read the mailbox and goes on when it is released.
    private Future<?> held(Mailbox mailbox) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var held =
                threads.submit(
                        () ->
                                store().change(
                                                work -> {
                                                    var read =
                                                            work.mailboxes().find(mailbox.guid());
                                                    begun.countDown();
                                                    awaitRelease();
                                                    work.events().append(event(mailbox, "Success"));
                                                    work.mailboxes().save(read.orElseThrow());
                                                }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        return held;
    }

    private void awaitRelease() {
        try {
            assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int waiting() {
        return database()
                .reader()
                .withHandle(
                        h ->
                                h.createQuery(
                                                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                                        .mapTo(int.class)
                                        .one());
    }

    @Test
    void signInsOfDifferentMailboxesDoNotWaitForEachOther() throws Exception {
        var first = added("51234");
        var second = added("51235");
        var held = held(first);
        touch(second);
        assertThat(held.isDone()).isFalse();
        release.countDown();
        held.get();
    }

    @Test
    void secondOfTheSameMailboxWaitsForTheFirst() throws Exception {
        var mailbox = added("51234");
        var held = held(mailbox);
        var second = threads.submit(() -> touch(mailbox));
        await().until(() -> waiting() == 1);
        assertThat(second.isDone()).isFalse();
        release.countDown();
        held.get();
        second.get();
    }

    /// What runs regularly, while somebody else has the lock of all servers and the mailbox's row.
    @Test
    void lettersAndWhatIsOverWaitForNobodysTurn() throws Exception {
        var mailbox = added("51234");
        store().change(work -> work.notices().post(letter(mailbox)));
        var held = held(mailbox);
        var alone = threads.submit(() -> store().change(work -> work.policies().save(POLICY)));
        await().until(() -> waiting() == 1);
        var claimed = outbox().claim(1, Duration.ofMinutes(1)).getFirst().notice();
        outbox().postponed(claimed.id(), clock.instant().plusSeconds(60), "451 later");
        assertThat(outbox().firstTry(claimed.id())).isPresent();
        outbox().deleted("nothing.eml");
        sweep(Duration.ofDays(1));
        assertThat(alone.isDone()).isFalse();
        assertThat(held.isDone()).isFalse();
        release.countDown();
        held.get();
        alone.get();
        outbox().delivered(claimed.id(), Optional.empty());
        assertThat(outbox().waiting().letters()).isZero();
        assertThat(events(mailbox)).extracting(Event::name).contains(Event.Name.MAIL_SENT);
    }

    private Notice letter(Mailbox mailbox) {
        return new Notice(
                UUID.randomUUID(),
                new Notice.Addressee.Owner(mailbox.guid()),
                "tony@contoso.com",
                new Notice.Report(Notice.Kind.CHANGED, "", 0),
                new Notice.Secret(Optional.empty(), 1),
                clock.instant());
    }

    @Test
    void letterThatAnotherServerIsJustClaimingIsPassedOver() throws Exception {
        var mailbox = added("51234");
        store().change(
                        work -> {
                            work.notices().post(letter(mailbox));
                            work.notices().post(letter(mailbox));
                        });
        try (var other = open()) {
            other.writer()
                    .useTransaction(
                            h -> {
                                h.execute(
                                        "select * from outbox order by notice_id limit 1 for update");
                                assertThat(outbox().claim(10, Duration.ofMinutes(1))).hasSize(1);
                            });
        }
        assertThat(outbox().claim(10, Duration.ofMinutes(1))).hasSize(1);
    }

    @Test
    void eachLetterIsClaimedOnceHoweverManyServersClaim() throws Exception {
        var mailbox = added("51234");
        store().change(
                        work -> {
                            for (var i = 0; i < 60; i++) work.notices().post(letter(mailbox));
                        });
        var claims = new ArrayList<Future<List<UUID>>>();
        for (var i = 0; i < 6; i++) claims.add(threads.submit(this::claimAll));
        var claimed = new ArrayList<UUID>();
        for (var claim : claims) claimed.addAll(claim.get());
        claimed.addAll(claimAll()); // whoever finds all taken for a moment comes again
        assertThat(claimed).hasSize(60).doesNotHaveDuplicates();
    }

    private List<UUID> claimAll() {
        var all = new ArrayList<UUID>();
        for (var bag = outbox().claim(2, Duration.ofMinutes(1));
                !bag.isEmpty();
                bag = outbox().claim(2, Duration.ofMinutes(1)))
            for (var letter : bag) all.add(letter.notice().id());
        return all;
    }

    @Test
    void letterThatBecomesVoidWhileItIsDeliveredIsADeadlockOfNobody() throws Exception {
        var mailbox = added("51234");
        for (var round = 0; round < 20; round++) {
            store().change(work -> work.notices().post(letter(mailbox)));
            var letter = outbox().claim(1, Duration.ofMinutes(1)).getFirst().notice();
            var over =
                    threads.submit(
                            () ->
                                    store().change(
                                                    work -> {
                                                        work.mailboxes().find(mailbox.guid());
                                                        work.notices().cancelPins(mailbox.guid());
                                                    }));
            outbox().delivered(letter.id(), Optional.empty());
            over.get();
        }
        assertThat(database().writes().failures()).isZero();
    }

    @Test
    void whoWaitsForAHeldRowIsFreeWhenTheirTimeIsOverAndNothingIsKept() throws Exception {
        var mailbox = added("51234");
        var held = held(mailbox);
        var start = System.nanoTime();
        assertThatThrownBy(
                        () ->
                                new Patience(Duration.ofMillis(500))
                                        .during(
                                                () -> {
                                                    touch(mailbox, "Late");
                                                    return true;
                                                }))
                .isInstanceOf(StoreException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        release.countDown();
        held.get();
        await().until(() -> waiting() == 0 && idle());
        assertThat(events(mailbox)).extracting(Event::result).containsExactly("Success");
    }

    private boolean idle() {
        return database()
                .reader()
                .withHandle(
                        h ->
                                h.createQuery(
                                                "select count(*) = 0 from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid() and datname = current_database()")
                                        .mapTo(boolean.class)
                                        .one());
    }

    private void touch(Mailbox mailbox, String result) {
        store().change(
                        work -> {
                            work.mailboxes()
                                    .save(work.mailboxes().find(mailbox.guid()).orElseThrow());
                            work.events().append(event(mailbox, result));
                        });
    }

    @Test
    void policyIsNotChangedWhileASignInIsUnderWay() throws Exception {
        var held = held(added("51234"));
        var change = threads.submit(() -> store().change(work -> work.policies().save(POLICY)));
        await().until(() -> waiting() == 1);
        assertThat(change.isDone()).isFalse();
        release.countDown();
        held.get();
        change.get();
    }

    /// The query goes to the database together with the wait for the turn.
    @Test
    void signInThatWaitedForItsTurnSeesThePolicyOfThatMoment() throws Exception {
        var mailbox = added("51234");
        var changed = new MailboxPolicy(POLICY.guid(), "Tight", POLICY.dialPlan(), POLICY.pin());
        var saved = new CountDownLatch(1);
        var change =
                threads.submit(
                        () ->
                                store().change(
                                                work -> {
                                                    work.policies().save(changed);
                                                    saved.countDown();
                                                    awaitRelease();
                                                }));
        assertThat(saved.await(10, TimeUnit.SECONDS)).isTrue();
        var seen =
                threads.<String>submit(
                        () ->
                                store().write(
                                                work ->
                                                        work.mailboxes()
                                                                .find(mailbox.guid())
                                                                .orElseThrow()
                                                                .policy()
                                                                .name()));
        await().until(() -> waiting() == 1);
        release.countDown();
        change.get();
        assertThat(seen.get()).isEqualTo("Tight");
    }

    @Test
    void whatTouchesMoreThanOneMailboxRunsAgainAloneAndCountsOnce() {
        var mailboxes = List.of(added("51234"), added("51235"));
        var runs = new AtomicInteger();
        store().change(
                        work -> {
                            runs.incrementAndGet();
                            for (var m : mailboxes) {
                                work.events().append(event(m, "Success"));
                                work.mailboxes()
                                        .save(work.mailboxes().find(m.guid()).orElseThrow());
                            }
                        });
        assertThat(runs).hasValue(2);
        for (var m : mailboxes) assertThat(events(m)).hasSize(1);
    }

    @Test
    void refusalThatWasSwallowedIsNotCommitted() {
        var mailbox = added("51234");
        var alone = new AtomicInteger();
        store().change(
                        work -> {
                            work.events().append(event(mailbox, "Success"));
                            try {
                                work.accounts().all();
                                work.mailboxes().all();
                                alone.incrementAndGet();
                            } catch (RuntimeException _) {
                                // as a careless caller might
                            }
                        });
        assertThat(alone).hasValue(1);
        assertThat(events(mailbox)).hasSize(1);
    }

    @Test
    void eventIsSettledOnceAllWithLowerNumbersAre() throws Exception {
        var first = added("51234");
        var second = added("51235");
        store().change(work -> work.events().append(event(first, "WrongPin")));
        long before = store().read(view -> view.events().settled());
        assertThat(before).isEqualTo(newest());
        var begun = new CountDownLatch(1);
        var late =
                threads.submit(
                        () ->
                                store().change(
                                                work -> {
                                                    work.events().append(event(first, "Success"));
                                                    // changes are sent before a look
                                                    work.mailboxes().find(first.guid());
                                                    begun.countDown();
                                                    awaitRelease();
                                                }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        store().change(work -> work.events().append(event(second, "Success")));
        long newest = newest();
        assertThat(newest).isEqualTo(before + 2);
        assertThat(store().<Long>read(view -> view.events().settled())).isEqualTo(before);
        release.countDown();
        late.get();
        assertThat(store().<Long>read(view -> view.events().settled())).isEqualTo(newest);
    }

    private long newest() {
        List<EventEntry> newest = store().read(view -> view.events().list(EventQuery.ALL));
        return newest.getFirst().id();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void whatOthersGotInTheWayOfRunsAgainAndNotForEver(String state) {
        var transactions = new Transactions(database(), clock, _ -> {});
        var failing = "do $$ begin raise exception using errcode = '%s'; end $$".formatted(state);
        var runs = new AtomicInteger();
        var made =
                transactions.<Integer>alone(
                        "test",
                        work -> {
                            if (runs.incrementAndGet() < 3) work.handle().execute(failing);
                            return runs.get();
                        });
        assertThat(made).isEqualTo(3);
        runs.set(0);
        assertThatThrownBy(
                        () ->
                                transactions.<Integer>alone(
                                        "test",
                                        work -> {
                                            runs.incrementAndGet();
                                            return work.handle().execute(failing);
                                        }))
                .isInstanceOf(StoreException.class);
        assertThat(runs).hasValue(5);
    }

    /// As when a standby does not answer and somebody ends the wait for it.
    @Test
    void commitWithAWarningIsNotReliedOn() {
        sql(
                "create function warn() returns trigger language plpgsql as 'begin raise warning ''not replicated''; return null; end'");
        sql(
                "create constraint trigger warn after insert on event deferrable initially deferred for each row execute function warn()");
        try {
            var mailbox = added("51234");
            assertThatThrownBy(
                            () ->
                                    store().change(
                                                    work ->
                                                            work.events()
                                                                    .append(
                                                                            event(
                                                                                    mailbox,
                                                                                    "Success"))))
                    .isInstanceOf(StoreException.class)
                    .hasRootCauseMessage("not replicated");
        } finally {
            sql("drop function warn cascade");
        }
    }

    private void sql(String statement) {
        database().writer().useHandle(h -> h.execute(statement));
    }

    @Test
    void tableThatSomebodyHoldsIsAStoreExceptionAndWorksOnceItIsFree() {
        var mailbox = added("51234");
        try (var other = open()) {
            other.writer()
                    .useTransaction(
                            h -> {
                                h.execute("lock table mailbox");
                                assertThatThrownBy(() -> touch(mailbox))
                                        .isInstanceOf(StoreException.class);
                            });
        }
        touch(mailbox);
    }

    private void touch(Mailbox mailbox) {
        store().change(
                        work ->
                                work.mailboxes()
                                        .save(work.mailboxes().find(mailbox.guid()).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "synchronous_commit, on",
        "lock_timeout, 4s",
        "idle_in_transaction_session_timeout, 10s",
        "client_connection_check_interval, 1s",
    })
    void everySessionIsSetForDurabilityAndToGiveUp(String setting, String expected) {
        sql("alter role postgres set synchronous_commit = off");
        try (var database = open()) {
            for (var jdbi : List.of(database.writer(), database.reader()))
                assertThat(
                                jdbi.<String, RuntimeException>withHandle(
                                        h ->
                                                h.createQuery("show " + setting)
                                                        .mapTo(String.class)
                                                        .one()))
                        .isEqualTo(expected);
        } finally {
            sql("alter role postgres reset synchronous_commit");
        }
    }
}
