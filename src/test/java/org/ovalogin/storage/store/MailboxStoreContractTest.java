package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Logons;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Numbering;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.PinState;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.store.CallSession;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.StoreException;

/// What the packages above expect of a store, whatever database is under it.
class MailboxStoreContractTest extends EachDatabase {
    @Nested
    class RoundTrip {
        @Test
        void dialPlanWithEverything() {
            var plan =
                    DialPlan.existing(
                            "x".repeat(64),
                            draft -> {
                                draft.numberOfDigitsInExtension = 20;
                                draft.minNumberOfDigitsInExtension = OptionalInt.of(1);
                                draft.extensionPause = Optional.of(Duration.ofSeconds(10));
                                draft.accessTelephoneNumbers = List.of("+1 425 555 0100", "5000");
                                draft.defaultLanguage = "fr-CA";
                                draft.timeZone = TimeZone.named("Asia/Kathmandu");
                                draft.logonFailuresBeforeDisconnect = 20;
                                draft.inputFailuresBeforeDisconnect = 1;
                                draft.maxCallDuration = Duration.ofHours(2);
                                draft.operatorExtension = Optional.of("09");
                                draft.selfServiceHint = Optional.of("x/".repeat(39) + "-9");
                                draft.voicemailContext = "other-context";
                            });
            store().change(work -> work.dialPlans().add(plan));
            assertThat(seen(view -> view.dialPlans().find(plan.name()))).contains(plan);
            List<DialPlan> all = store().read(view -> view.dialPlans().all());
            assertThat(all).containsExactly(PLAN, plan);
        }

        @Test
        void policiesWithEverythingAndWithNothing() {
            var most =
                    PinPolicy.EXCHANGE.with(
                            draft -> {
                                draft.minPinLength = 24;
                                draft.pinLifetime = Optional.of(Duration.ofDays(999));
                                draft.pinHistoryCount = 20;
                                draft.allowCommonPatterns = true;
                                draft.logonFailuresBeforePinReset = OptionalInt.of(998);
                                draft.maxLogonAttempts = 999;
                                draft.allowPinlessVoiceMailAccess = true;
                                draft.lockoutDuration = Optional.of(Duration.ofDays(7));
                                draft.pinExpiryWarning = Duration.ofDays(60);
                                draft.temporaryPinLifetime = Optional.of(Duration.ofDays(365));
                                draft.minPinAge = Duration.ofHours(999);
                                draft.separateTrustedLockout = true;
                                draft.allowTypedPin = false;
                            });
            var least =
                    PinPolicy.EXCHANGE.with(
                            draft -> {
                                draft.minPinLength = 4;
                                draft.pinLifetime = Optional.empty();
                                draft.pinHistoryCount = 1;
                                draft.allowCommonPatterns = false;
                                draft.logonFailuresBeforePinReset = OptionalInt.empty();
                                draft.maxLogonAttempts = 1;
                                draft.allowPinlessVoiceMailAccess = false;
                                draft.lockoutDuration = Optional.empty();
                                draft.pinExpiryWarning = Duration.ZERO;
                                draft.temporaryPinLifetime = Optional.empty();
                                draft.minPinAge = Duration.ZERO;
                                draft.separateTrustedLockout = false;
                                draft.allowTypedPin = true;
                            });
            for (var pin : List.of(most, least, PinPolicy.NIST, PinPolicy.STRICT)) {
                var policy =
                        new MailboxPolicy(
                                UUID.randomUUID(),
                                "P" + pin.hashCode(),
                                PLAN.name(),
                                pin.with(
                                        draft -> {
                                            draft.resetPinText = "<b>reset</b>";
                                            draft.umEnabledText = "it's enabled";
                                        }));
                store().change(work -> work.policies().add(policy));
                assertThat(seen(view -> view.policies().find(PLAN.name(), policy.name())))
                        .contains(policy);
            }
        }

        @Test
        void mailboxWithEverythingByWhateverFindsIt() {
            var mailbox =
                    new Mailbox(
                            UUID.randomUUID(),
                            new Numbering(PLAN, POLICY, List.of("51234", "00001", "99999")),
                            new MailboxOwner(
                                    new Addresses(
                                            Optional.of("Ünï.Code+tag@contoso.com"),
                                            true,
                                            List.of("a,b@contoso.com", "'@example.com"),
                                            true),
                                    List.of("Tony.Smith", "TONY@example.com", "a"),
                                    "Robert'); drop table mailbox;-- \"%_\\ \u2603 \ud83d\ude00",
                                    Optional.of(Language.DE),
                                    TimeZone.named("Europe/Berlin")),
                            new PhoneAccess(false, true),
                            new PinState(
                                    "v1:k:s", Long.MAX_VALUE, true, Instant.EPOCH, false, true),
                            new Logons(
                                    new Lockouts(
                                            new Lockout(
                                                    999,
                                                    Long.MAX_VALUE,
                                                    1099,
                                                    true,
                                                    Optional.of(clock.instant()),
                                                    Optional.of(
                                                            new Lockout.Lock(
                                                                    Lockout.Reason.ADMINISTRATOR,
                                                                    clock.instant(),
                                                                    true))),
                                            new Lockout(
                                                    998,
                                                    Long.MAX_VALUE - 1,
                                                    1098,
                                                    true,
                                                    Optional.of(clock.instant().plusMillis(1)),
                                                    Optional.of(
                                                            new Lockout.Lock(
                                                                    Lockout.Reason.FAILURES,
                                                                    clock.instant().plusMillis(2),
                                                                    false)))),
                                    false,
                                    Integer.MAX_VALUE,
                                    Optional.of(clock.instant().plusMillis(1)),
                                    Optional.of(clock.instant().plusMillis(2))));
            store().change(work -> work.mailboxes().add(mailbox));
            assertThat(found(mailbox.guid())).contains(mailbox);
            for (var digits : mailbox.extensions())
                assertThat(seen(v -> v.mailboxes().find(new MailboxKey("default", digits))))
                        .contains(mailbox);
            assertThat(withAddress("ÜNÏ.code+TAG@contoso.COM")).containsExactly(mailbox);
            for (var alias : List.of("tony.smith", "tony@EXAMPLE.com", "A"))
                assertThat(seen(v -> v.mailboxes().withAlias(alias))).contains(mailbox);
            assertThat(seen(v -> v.mailboxes().find(new MailboxKey("other", "51234")))).isEmpty();
            assertThat(seen(v -> v.mailboxes().find(new MailboxKey("default", "' or 1=1 --"))))
                    .isEmpty();
        }

        @Test
        void savedMailboxKeepsEveryState() {
            var mailbox = added("51234");
            var since = clock.instant();
            var failures = new Lockout.Lock(Lockout.Reason.FAILURES, since, false);
            var locked = new Lockout(15, 2, 16, false, Optional.of(since), Optional.of(failures));
            var tried = new Lockout(3, 3, 3, true, Optional.empty(), Optional.empty());
            for (var lockouts :
                    List.of(
                            Lockouts.of(locked),
                            new Lockouts(locked, tried),
                            new Lockouts(tried, locked),
                            Lockouts.of(tried),
                            new Lockouts(Lockout.NONE, tried),
                            Lockouts.NONE)) {
                var saved =
                        new Mailbox(
                                mailbox.guid(),
                                new Numbering(PLAN, POLICY, mailbox.extensions()),
                                new MailboxOwner(
                                        mailbox.addresses(),
                                        mailbox.aliases(),
                                        mailbox.displayName(),
                                        mailbox.language(),
                                        mailbox.timeZone()),
                                new PhoneAccess(false, true),
                                new PinState("other", 7, true, since.plusMillis(1), false, true),
                                new Logons(
                                        lockouts, false, 4, Optional.of(since), Optional.empty()));
                store().change(work -> work.mailboxes().save(saved));
                assertThat(found(mailbox.guid())).contains(saved);
            }
        }

        @Test
        void mailboxesComeInTheOrderOfTheirPrimaryExtensions() {
            added("51239");
            added("51231");
            added("51235");
            List<Mailbox> all = store().read(view -> view.mailboxes().all());
            assertThat(all.stream().map(m -> m.extensions().getFirst()).toList())
                    .containsExactly("51231", "51235", "51239");
        }

        @Test
        void onlyMailboxesWithWorkOwedAreAmongThoseWithWorkOwed() {
            var now = clock.instant();
            var told = new Lockout.Lock(Lockout.Reason.FAILURES, now, true);
            var untold = new Lockout.Lock(Lockout.Reason.FAILURES, now, false);
            added("50000");
            store().change(
                            work -> {
                                work.mailboxes()
                                        .add(locked("50001", Optional.empty(), Optional.of(told)));
                                work.mailboxes()
                                        .add(
                                                locked(
                                                        "50002",
                                                        Optional.empty(),
                                                        Optional.of(untold)));
                                work.mailboxes()
                                        .add(locked("50003", Optional.of(now), Optional.empty()));
                            });
            List<Mailbox> owed = store().read(view -> view.mailboxes().withWorkOwed());
            assertThat(owed.stream().map(m -> m.extensions().getFirst()).toList())
                    .containsExactlyInAnyOrder("50002", "50003");
        }

        private Mailbox locked(
                String extension, Optional<Instant> owed, Optional<Lockout.Lock> lock) {
            return mailbox(extension, new Lockout(15, 1, 15, false, owed, lock));
        }

        @Test
        void databaseOpenedAgainHasEverything() {
            var mailbox = added("51234");
            reopen();
            assertThat(found(mailbox.guid())).contains(mailbox);
        }
    }

    @Nested
    class Transactions {
        @Test
        void exceptionUndoesEverything() {
            var mailbox = added("51234");
            assertThatThrownBy(
                            () ->
                                    store().change(
                                                    work -> {
                                                        work.mailboxes()
                                                                .save(
                                                                        withVersion(
                                                                                mailbox,
                                                                                2,
                                                                                clock.instant()));
                                                        work.events()
                                                                .append(event(mailbox, "Success"));
                                                        work.mailboxes().add(mailbox("51235"));
                                                        throw new IllegalStateException("mine");
                                                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("mine");
            assertThat(found(mailbox.guid())).contains(mailbox);
            assertThat(events(mailbox)).isEmpty();
            List<Mailbox> all = store().read(view -> view.mailboxes().all());
            assertThat(all).hasSize(1);
        }

        @Test
        void extensionAndAddressAreTakenOnce() {
            added("51234");
            assertThatThrownBy(() -> store().change(work -> work.mailboxes().add(mailbox("51234"))))
                    .isInstanceOf(StoreException.class);
            List<Mailbox> all = store().read(view -> view.mailboxes().all());
            assertThat(all).hasSize(1);
        }

        @Test
        void readInMidTransactionSeesNothingOfIt() {
            var mailbox = added("51234");
            store().change(
                            work -> {
                                work.mailboxes().save(withVersion(mailbox, 2, clock.instant()));
                                assertThat(found(mailbox.guid())).contains(mailbox);
                                assertThat(
                                                work.mailboxes()
                                                        .find(mailbox.guid())
                                                        .orElseThrow()
                                                        .pin()
                                                        .version())
                                        .isEqualTo(2);
                            });
            assertThat(found(mailbox.guid()).orElseThrow().pin().version()).isEqualTo(2);
        }

        @Test
        void oneReadSeesOneState() {
            var mailbox = added("51234");
            store().read(
                            view -> {
                                var before = view.mailboxes().find(mailbox.guid());
                                store().change(
                                                work ->
                                                        work.mailboxes()
                                                                .save(
                                                                        withVersion(
                                                                                mailbox,
                                                                                2,
                                                                                clock.instant())));
                                assertThat(view.mailboxes().find(mailbox.guid())).isEqualTo(before);
                                return true;
                            });
        }

        @Test
        void parallelReadAndSaveLosesNothing() throws Exception {
            var mailbox = added("51234");
            var start = new CountDownLatch(1);
            var all = new ArrayList<java.util.concurrent.Future<Boolean>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                    var second = open()) {
                var stores = List.of(store(), new SqlMailboxStore(second, clock));
                for (var i = 0; i < 100; i++) {
                    var store = stores.get(i % 2);
                    all.add(
                            threads.submit(
                                    () -> {
                                        start.await();
                                        store.change(work -> countUp(work, mailbox.guid()));
                                        return true;
                                    }));
                }
                start.countDown();
                for (var one : all) assertThat(one.get()).isTrue();
            }
            assertThat(found(mailbox.guid()).orElseThrow().pin().version()).isEqualTo(101);
        }

        private void countUp(MailboxStore.Work work, UUID guid) {
            var mailbox = work.mailboxes().find(guid).orElseThrow();
            work.mailboxes()
                    .save(withVersion(mailbox, mailbox.pin().version() + 1, clock.instant()));
        }
    }

    @Nested
    class Events {
        @Test
        void refusalsWithinAMinuteAreOneRowAndCounted() {
            var mailbox = added("51234");
            var first = event(mailbox, "Locked");
            store().change(work -> work.events().append(first));
            clock.pass(Duration.ofSeconds(59));
            store().change(work -> work.events().append(event(mailbox, "Locked")));
            clock.pass(Duration.ofSeconds(1));
            store().change(work -> work.events().append(event(mailbox, "Locked")));
            var rows = events(mailbox);
            assertThat(rows.stream().map(Event::count).toList()).containsExactly(1, 2);
            assertThat(rows.getLast().at()).isEqualTo(first.at());
        }

        @Test
        void refusalsThatDifferAreRowsOfTheirOwn() {
            var mailbox = added("51234");
            var other = new Origin("caller 2", "here");
            store().change(
                            work -> {
                                work.events().append(event(mailbox, "Locked"));
                                work.events().append(event(mailbox, "Lapsed"));
                                work.events()
                                        .append(event(mailbox, "Locked", clock.instant(), other));
                            });
            assertThat(events(mailbox)).hasSize(3).allMatch(row -> row.count() == 1);
        }

        @Test
        void comparisonsAreNeverCountedTogether() {
            var mailbox = added("51234");
            for (var result : List.of("WrongPin", "Success", "Stale"))
                for (var i = 0; i < 3; i++)
                    store().change(work -> work.events().append(event(mailbox, result)));
            assertThat(events(mailbox)).hasSize(9);
        }

        @Test
        void newestComeFirstAndNoMoreThanAskedFor() {
            var mailbox = added("51234");
            for (var result : List.of("Success", "WrongPin", "Stale"))
                store().change(work -> work.events().append(event(mailbox, result)));
            List<Event> two = store().read(view -> view.events().of(mailbox.guid(), 2));
            assertThat(two.stream().map(Event::result).toList())
                    .containsExactly("Stale", "WrongPin");
            assertThat(two.getFirst()).isEqualTo(event(mailbox, "Stale"));
        }

        @Test
        void unknownMailboxAndStrangeTextAreKept() {
            var strange = new Origin("'; drop table event; --", "\u2603".repeat(300));
            var event =
                    new Event(
                            clock.instant(),
                            new Event.Occurrence(Event.Name.SIGN_IN, "UnknownExtension"),
                            new Event.Target("default", Optional.empty(), ""),
                            strange,
                            1);
            store().change(work -> work.events().append(event));
            store().change(work -> work.events().append(event));
            var mailbox = added("51234");
            store().change(
                            work ->
                                    work.events()
                                            .append(
                                                    event(
                                                            mailbox,
                                                            "Success",
                                                            event.at(),
                                                            strange)));
            assertThat(events(mailbox).getFirst().origin()).isEqualTo(strange);
        }
    }

    @Nested
    class History {
        private List<String> history(UUID guid, int most) {
            return store().read(view -> view.mailboxes().pinHistory(guid, most));
        }

        @Test
        void newestComeFirstAndTheSurplusGoes() {
            var mailbox = added("51234");
            var other = added("51235");
            store().change(
                            work ->
                                    work.mailboxes()
                                            .addToPinHistory(
                                                    other.guid(), "x", clock.instant(), 3));
            for (var i = 1; i <= 5; i++) {
                var sealed = "s" + i;
                store().change(
                                work ->
                                        work.mailboxes()
                                                .addToPinHistory(
                                                        mailbox.guid(),
                                                        sealed,
                                                        clock.instant(),
                                                        3));
            }
            assertThat(history(mailbox.guid(), 20)).containsExactly("s5", "s4", "s3");
            assertThat(history(mailbox.guid(), 2)).containsExactly("s5", "s4");
            assertThat(history(other.guid(), 20)).containsExactly("x");
            store().change(
                            work ->
                                    work.mailboxes()
                                            .addToPinHistory(
                                                    mailbox.guid(), "s6", clock.instant(), 1));
            assertThat(history(mailbox.guid(), 20)).containsExactly("s6");
        }

        @Test
        void onlyTheNewestIsReplaced() {
            var mailbox = added("51234");
            store().change(
                            work -> {
                                work.mailboxes()
                                        .addToPinHistory(mailbox.guid(), "a", clock.instant(), 5);
                                work.mailboxes()
                                        .addToPinHistory(mailbox.guid(), "b", clock.instant(), 5);
                                work.mailboxes().replaceNewestInPinHistory(mailbox.guid(), "c");
                            });
            assertThat(history(mailbox.guid(), 20)).containsExactly("c", "a");
        }
    }

    @Nested
    class Sessions {
        private final Instant ends = clock.instant().plus(Duration.ofMinutes(30));

        private CallSession session(Mailbox mailbox, String token) {
            return new CallSession(
                    new CallSession.Key(token, "call '1'"),
                    new CallSession.Entry(mailbox.guid(), Admission.Level.PINLESS, 3),
                    ends,
                    2);
        }

        private Optional<CallSession> redeemed(String token, String call) {
            return store().write(work -> work.calls().redeem(token, call));
        }

        @Test
        void areTakenOnceByTheirOwnCallOnly() {
            var session = session(added("51234"), "t");
            store().change(work -> work.calls().add(session));
            assertThat(redeemed("t", "call")).isEmpty();
            assertThat(redeemed("other", "call '1'")).isEmpty();
            assertThat(redeemed("t", "call '1'")).contains(session);
            assertThat(redeemed("t", "call '1'")).isEmpty();
        }

        @Test
        void takenInATransactionThatFailsAreStillThere() {
            var session = session(added("51234"), "t");
            store().change(work -> work.calls().add(session));
            assertThatThrownBy(
                            () ->
                                    store().change(
                                                    work -> {
                                                        work.calls().redeem("t", "call '1'");
                                                        throw new IllegalStateException();
                                                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(redeemed("t", "call '1'")).contains(session);
        }

        @Test
        void endWithTheirCall() {
            var session = session(added("51234"), "t");
            store().change(work -> work.calls().add(session));
            clock.pass(Duration.ofMinutes(30));
            assertThat(redeemed("t", "call '1'")).isEmpty();
        }

        @Test
        void oneOfManyThreadsTakesIt() throws Exception {
            var session = session(added("51234"), "t");
            store().change(work -> work.calls().add(session));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var all =
                        IntStream.range(0, 50)
                                .mapToObj(_ -> threads.submit(() -> redeemed("t", "call '1'")))
                                .toList();
                var won = 0;
                for (var one : all) if (one.get().isPresent()) won++;
                assertThat(won).isEqualTo(1);
            }
        }
    }
}
