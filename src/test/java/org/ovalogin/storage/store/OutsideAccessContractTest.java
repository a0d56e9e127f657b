package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.OutsideAccess;

/// The owner's say about calls from elsewhere, on each kind of database.
class OutsideAccessContractTest extends EachDatabase {
    private static final int ROUNDS = 30;
    private static final CallSource DESK =
            new CallSource(
                    "51234",
                    "PJSIP/51234",
                    "127.0.0.1",
                    Optional.of(new MailboxKey("default", "51234")));

    private static Lockouts failed(Mailbox mailbox, int times) {
        var policy = mailbox.policy().pin();
        var lockouts = mailbox.lockouts();
        for (var i = 0; i < times; i++)
            lockouts =
                    lockouts.charge(Lockouts.Path.OUTSIDE, policy, mailbox.pin().setAt()).after();
        return lockouts;
    }

    /// With separate counts; calls from elsewhere are blocked by failures.
    private Mailbox blocked() {
        store().change(
                        work ->
                                work.policies()
                                        .save(
                                                new MailboxPolicy(
                                                        POLICY.guid(),
                                                        POLICY.name(),
                                                        POLICY.dialPlan(),
                                                        POLICY.pin()
                                                                .with(
                                                                        d ->
                                                                                d
                                                                                                .separateTrustedLockout =
                                                                                        true))));
        var mailbox = found(added("51234").guid()).orElseThrow();
        return saved(mailbox.with(failed(mailbox, 15)));
    }

    private Mailbox saved(Mailbox mailbox) {
        store().change(work -> work.mailboxes().save(mailbox));
        return found(mailbox.guid()).orElseThrow();
    }

    private Admission owner(Mailbox mailbox) {
        return Admission.of(mailbox, Admission.Level.PIN, 0, clock.instant());
    }

    private Optional<Admission> allow(Mailbox mailbox) {
        return new OutsideAccess(store()).allow(owner(mailbox), DESK);
    }

    @Test
    void theOwnersBlockAndTheTimeOfAllowingAreKept() {
        var mailbox = blocked();
        var allowed = allow(mailbox).orElseThrow().mailbox();
        assertThat(allowed.lockouts().allowed()).contains(clock.instant());
        assertThat(found(mailbox.guid()).map(Mailbox::lockouts)).contains(allowed.lockouts());
        var policy = mailbox.policy().pin();
        var closed =
                saved(allowed.with(allowed.lockouts().blockOutside(policy, clock.instant())));
        assertThat(closed.lockouts().outside().blockedByOwner()).isTrue();
        assertThat(closed.lockouts().trusted().lock()).isEmpty();
        assertThat(closed.lockouts().lock(policy, clock.instant()).map(Lockout.Lock::reason))
                .contains(Lockout.Reason.OWNER);
    }

    @Test
    void ofTwoAtOnceOneAllows() throws Exception {
        var mailbox = blocked();
        var done = together(List.of(() -> allow(mailbox), () -> allow(mailbox)));
        assertThat(done).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(found(mailbox.guid()).orElseThrow().lockouts().outside().streak())
                .isEqualTo(2);
    }

    /// Whichever comes first, the administrator's lock stands in the end.
    @Test
    void anAdministratorsLockAtTheSameTimeStands() throws Exception {
        var mailbox = blocked();
        for (var round = 0; round < ROUNDS; round++) {
            var before =
                    saved(new Fresh(found(mailbox.guid()).orElseThrow()).blockedByFailures());
            together(
                    List.of(
                            () -> allow(before),
                            () -> {
                                lockByAdministrator(before);
                                return Optional.empty();
                            }));
            var after = found(mailbox.guid()).orElseThrow().lockouts();
            assertThat(after.lockedByAdministrator()).isTrue();
            assertThat(after.outside().lockedByAdministrator()).isTrue();
        }
    }

    /// A charge belongs to the old streak, which is full and refuses it, or to the new one.
    @Test
    void aChargeAtTheSameTimeIsOfOneStreak() throws Exception {
        var mailbox = blocked();
        for (var round = 0; round < ROUNDS; round++) {
            var before =
                    saved(new Fresh(found(mailbox.guid()).orElseThrow()).blockedByFailures());
            var granted = new ArrayList<Lockouts.Charge>();
            together(
                    List.of(
                            () -> allow(before),
                            () -> {
                                granted.add(charge(before));
                                return Optional.empty();
                            }));
            var after = found(mailbox.guid()).orElseThrow().lockouts().outside();
            assertThat(after.streak()).isEqualTo(before.lockouts().outside().streak() + 1);
            assertThat(after.charges()).isEqualTo(granted.getFirst().granted() ? 1 : 0);
            assertThat(after.failures()).isEqualTo(after.charges());
        }
    }

    /// A mailbox whose owner has not allowed anything yet.
    private record Fresh(Mailbox mailbox) {
        Mailbox blockedByFailures() {
            var unlocked = mailbox.lockouts().unlock();
            var fresh = mailbox.with(new Lockouts(unlocked.outside(), unlocked.trusted()));
            return fresh.with(failed(fresh, 15));
        }
    }

    private void lockByAdministrator(Mailbox mailbox) {
        store().change(
                        work -> {
                            var now = work.mailboxes().find(mailbox.guid()).orElseThrow();
                            work.mailboxes()
                                    .save(
                                            now.with(
                                                    now.lockouts()
                                                            .lockByAdministrator(work.now())));
                        });
    }

    private Lockouts.Charge charge(Mailbox mailbox) {
        return store()
                .write(
                        work -> {
                            var now = work.mailboxes().find(mailbox.guid()).orElseThrow();
                            var charge =
                                    now.lockouts()
                                            .charge(
                                                    Lockouts.Path.OUTSIDE,
                                                    now.policy().pin(),
                                                    work.now());
                            work.mailboxes().save(now.with(charge.after()));
                            return charge;
                        });
    }

    private static List<Optional<Admission>> together(List<Callable<Optional<Admission>>> tasks)
            throws Exception {
        var start = new CyclicBarrier(tasks.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running =
                    tasks.stream()
                            .map(
                                    task ->
                                            threads.submit(
                                                    () -> {
                                                        start.await();
                                                        return task.call();
                                                    }))
                            .toList();
            var done = new ArrayList<Optional<Admission>>();
            for (var one : running) done.add(one.get());
            return done;
        }
    }

    @Test
    void theLatestSignInsAreOfTheMailboxAndTheResults() {
        var mailbox = added("51234");
        var other = added("51235");
        for (var minute = 0; minute < 5; minute++) {
            for (var result : List.of("Success", "WrongPin", "Locked", "Returned"))
                append(event(mailbox, result));
            append(event(other, "Success"));
            clock.pass(Duration.ofMinutes(1));
        }
        append(
                Event.of(
                        clock.instant(), Event.Name.PIN_CHANGED, mailbox, new Origin("caller", "")));
        assertThat(latest(mailbox, 3, SignInResult.SUCCESS))
                .hasSize(3)
                .isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()))
                .allMatch(e -> e.mailbox().equals(Optional.of(mailbox.guid())))
                .extracting(Event::result)
                .containsOnly("Success");
        assertThat(latest(mailbox, 3, SignInResult.WRONG_PIN, SignInResult.LOCKED))
                .extracting(Event::result)
                .containsExactly("Locked", "WrongPin", "Locked");
        assertThat(latest(mailbox, 3, SignInResult.STALE)).isEmpty();
    }

    private void append(Event event) {
        store().change(work -> work.events().append(event));
    }

    private List<Event> latest(Mailbox mailbox, int most, SignInResult... results) {
        return store()
                .read(view -> view.events().latestSignIns(mailbox.guid(), Set.of(results), most));
    }

    @Test
    void theLatestSignInsAreFoundByTheirIndex() {
        var sql =
                "select * from event where name = 'SIGN_IN' and mailbox_guid = 'x' and result = 'Success' order by event_id desc limit 3";
        var plan =
                database()
                        .reader()
                        .withHandle(
                                h -> {
                                    if (kind == Kind.SQLITE)
                                        return h.createQuery("explain query plan " + sql)
                                                .map((row, _) -> row.getString("detail"))
                                                .list();
                                    h.execute("set enable_seqscan = off");
                                    try {
                                        return h.createQuery("explain " + sql)
                                                .mapTo(String.class)
                                                .list();
                                    } finally {
                                        h.execute("set enable_seqscan = on");
                                    }
                                });
        assertThat(String.join("\n", plan)).contains("event_of_sign_in").doesNotContain("Sort");
    }
}
