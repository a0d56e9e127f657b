package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.Premises;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.BulkJobs.Progress;
import org.ovalogin.core.administration.BulkSelection;
import org.ovalogin.core.administration.FailingStore;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.PinResets;
import org.ovalogin.core.administration.RunnerAtWork;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobConfirmation;
import org.ovalogin.core.bulk.JobItem;
import org.ovalogin.core.bulk.JobOrder;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.pin.HashQueue;
import org.ovalogin.core.pin.HashSettings;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.PinGenerator;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.signin.BudgetAlarms;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.PinSafe;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultKey;
import org.ovalogin.storage.bulk.SqlJobTurns;

/// A bulk job changes exactly what its preview showed, each mailbox once.
class BulkJobsContractTest extends EachDatabase {
    private static final Actor ROOT = Premises.ADMINISTRATOR;

    private final HashQueue queue =
            new HashQueue(Site.HASHER, new HashSettings(2, 100, Duration.ofSeconds(20)));
    private final PinSafe safe =
            new PinSafe(
                    new Vault(new VaultKey("test", new byte[VaultKey.SECRET_BYTES]), List.of()));

    @BeforeEach
    void accounts() {
        account("ada", Role.ADMINISTRATOR);
        account("ben", Role.ADMINISTRATOR);
        account("helen", Role.HELPDESK);
    }

    @AfterEach
    void closeQueue() {
        queue.close();
    }

    private Administration administration() {
        return administration(store());
    }

    private Administration administration(MailboxStore through) {
        var random = new SecureRandom();
        return new Administration(
                through,
                safe,
                queue,
                new PinGenerator(random),
                queue,
                random,
                Premises.WEB_SESSIONS,
                new BudgetAlarms(through, Runnable::run));
    }

    private void account(String name, Role role) {
        administration()
                .accounts()
                .add(
                        name,
                        new AccountDetails(role, Optional.empty(), Optional.empty(), true),
                        Password.of("twelve or more of them"),
                        ROOT);
    }

    private Actor actor(String name) {
        var account = administration().accounts().find(name, ROOT);
        return Actor.of(account, account.role().rights(), "192.0.2.7");
    }

    private UUID enabled(String extension) {
        var wanted = Enabling.of("default", extension, "owner" + extension + "@contoso.com");
        return administration().mailboxes().enable(wanted, ROOT).mailbox().guid();
    }

    private List<UUID> enabled(int number) {
        return IntStream.range(0, number).mapToObj(i -> enabled("" + (51_000 + i))).toList();
    }

    private UUID locked(String extension) {
        var guid = enabled(extension);
        failed(guid);
        return guid;
    }

    /// Locks as 15 wrong PINs do.
    private void failed(UUID guid) {
        store().change(
                        work -> {
                            var mailbox = work.mailboxes().find(guid).orElseThrow();
                            var lockouts = mailbox.lockouts();
                            for (var i = 0; i < 15; i++)
                                lockouts =
                                        lockouts.charge(
                                                        Lockouts.Path.OUTSIDE,
                                                        PinPolicy.EXCHANGE,
                                                        work.now())
                                                .after();
                            work.mailboxes().save(mailbox.with(lockouts));
                        });
    }

    private Mailbox mailbox(UUID guid) {
        return found(guid).orElseThrow();
    }

    private Progress preview(BulkWork work, String target, List<UUID> guids, String who) {
        return administration()
                .jobs()
                .preview(JobOrder.of(work, target), new BulkSelection.Ticked(guids), actor(who));
    }

    private Progress started(BulkWork work, String target, List<UUID> guids, String who) {
        return start(preview(work, target, guids, who), false, who);
    }

    private Progress start(Progress preview, boolean liftsHeld, String who) {
        var number =
                preview.counts().waiting()
                        + (liftsHeld ? preview.counts().of(ItemOutcome.HELD) : 0);
        return administration()
                .jobs()
                .start(
                        preview.job().guid(),
                        new JobConfirmation("stolen phones", liftsHeld, Optional.of("" + number)),
                        actor(who));
    }

    private void work() {
        work(store());
    }

    private void work(MailboxStore through) {
        try (var runner =
                RunnerAtWork.of(
                        through,
                        administration(through),
                        new SqlJobTurns(database()),
                        () -> true,
                        _ -> {})) {
            runner.run();
        }
    }

    private Progress now(Progress job) {
        return store().read(
                        view ->
                                new Progress(
                                        view.jobs().find(job.job().guid()).orElseThrow(),
                                        view.jobs().counts(job.job().guid())));
    }

    private List<BulkJob> kept() {
        return store().read(view -> view.jobs().recent(Optional.empty(), 10));
    }

    private ItemOutcome outcome(Progress job, UUID guid) {
        return store()
                .read(view -> view.jobs().items(job.job().guid(), Optional.empty(), 0, 100))
                .stream()
                .filter(item -> item.mailbox().equals(guid))
                .map(JobItem::outcome)
                .findFirst()
                .orElseThrow();
    }

    private List<Event> events(Event.Name name) {
        return administration().events(EventQuery.ALL).stream()
                .map(entry -> entry.event())
                .filter(event -> event.name() == name)
                .toList();
    }

    private List<Notice> letters() {
        return outbox().claim(10_000, Duration.ofHours(1)).stream().map(Letter::notice).toList();
    }

    private static Fault fault(Runnable refused) {
        try {
            refused.run();
        } catch (NotDone e) {
            return e.findings().getFirst().fault();
        }
        throw new AssertionError("it was done");
    }

    @Test
    void unlocksWhatThePreviewShowedAndNoMore() {
        var first = locked("51001");
        var second = locked("51002");
        var open = enabled("51003");
        var all =
                new MailboxQuery(
                        "", Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), 50);
        var preview =
                administration()
                        .jobs()
                        .preview(
                                JobOrder.of(BulkWork.UNLOCK, ""),
                                new BulkSelection.Matching(all),
                                actor("ada"));
        var later = locked("51004");
        assertThat(mailbox(first).lockouts().hasLock()).as("a preview changes nothing").isTrue();
        work();
        assertThat(mailbox(first).lockouts().hasLock()).as("nor does it run").isTrue();

        var job = start(preview, false, "ada");
        work();

        assertThat(now(job).job().state()).isEqualTo(BulkJob.State.FINISHED);
        assertThat(List.of(outcome(job, first), outcome(job, second), outcome(job, open)))
                .containsExactly(ItemOutcome.DONE, ItemOutcome.DONE, ItemOutcome.NOT_LOCKED);
        assertThat(mailbox(first).lockouts().hasLock()).isFalse();
        assertThat(mailbox(later).lockouts().hasLock()).as("came after the preview").isTrue();
        assertThat(events(Event.Name.UNLOCKED))
                .hasSize(2)
                .allSatisfy(
                        event -> {
                            assertThat(event.origin().by()).isEqualTo("account ada");
                            assertThat(event.origin().from()).isEqualTo("bulk job: stolen phones");
                        });
        assertThat(events(Event.Name.BULK_JOB).stream().map(e -> e.result() + ": " + e.subject()))
                .containsExactly(
                        "Finished: unlock, 2 done, 1 skipped: stolen phones",
                        "Started: unlock, 2 mailboxes: stolen phones");
    }

    @Test
    void leavesAloneWhatSomebodyChangedOrRemovedMeanwhile() {
        var changed = locked("51001");
        var gone = locked("51002");
        var same = locked("51003");
        var preview = preview(BulkWork.UNLOCK, "", List.of(changed, gone, same), "ada");
        administration().pins().unlock(changed, ROOT);
        failed(changed);
        var job = start(preview, false, "ada");
        administration().mailboxes().disable(gone, ROOT);
        work();
        assertThat(List.of(outcome(job, changed), outcome(job, gone), outcome(job, same)))
                .containsExactly(ItemOutcome.CHANGED, ItemOutcome.GONE, ItemOutcome.DONE);
        assertThat(mailbox(changed).lockouts().hasLock()).isTrue();
    }

    @Nested
    class Resets {
        @Test
        void giveEachMailboxOnePinAndItsLetters() {
            var guids = enabled(4);
            var before = letters();
            assertThat(before).hasSize(4);
            var job = started(BulkWork.RESET, "", guids, "helen");
            work();
            assertThat(now(job).counts().done()).isEqualTo(4);
            assertThat(guids).allSatisfy(g -> assertThat(mailbox(g).pin().version()).isEqualTo(2));
            var sent = letters();
            assertThat(sent.stream().filter(Notice::withPin)).hasSize(4);
            assertThat(sent.stream().map(n -> safe.secret(n)).distinct()).hasSizeGreaterThan(4);
            assertThat(events(Event.Name.PIN_RESET)).hasSize(4);
        }

        @Test
        void needAnAddress() {
            var none = enabled("51001");
            administration()
                    .mailboxes()
                    .change(
                            none,
                            d ->
                                    new MailboxDetails(
                                            d.policy(),
                                            d.extensions(),
                                            new MailboxOwner(
                                                    Addresses.NONE,
                                                    List.of(),
                                                    d.displayName(),
                                                    d.language(),
                                                    d.timeZone()),
                                            d.access()),
                            ROOT);
            var preview = preview(BulkWork.RESET, "", List.of(none), "ada");
            assertThat(preview.counts().of(ItemOutcome.NO_ADDRESS)).isEqualTo(1);
            assertThat(fault(() -> start(preview, false, "ada"))).isEqualTo(Fault.NOTHING_TO_DO);
        }
    }

    @Nested
    class LocksOfPeople {
        @Test
        void areLeftAloneUnlessTheOrderSaysSo() {
            var guid = enabled("51001");
            administration().pins().lock(guid, ROOT);
            var other = locked("51002");
            var without = started(BulkWork.UNLOCK, "", List.of(guid, other), "ada");
            work();
            assertThat(outcome(without, guid)).isEqualTo(ItemOutcome.LOCK_KEPT);
            assertThat(outcome(without, other)).isEqualTo(ItemOutcome.DONE);
            assertThat(mailbox(guid).lockouts().lockedByAdministrator()).isTrue();

            var with = start(preview(BulkWork.RESET, "", List.of(guid), "ada"), true, "ada");
            work();
            assertThat(outcome(with, guid)).isEqualTo(ItemOutcome.DONE);
            assertThat(mailbox(guid).lockouts().hasLock()).isFalse();
        }

        @Test
        void areNothingForTheHelpDesk() {
            var guid = enabled("51001");
            administration().pins().lock(guid, ROOT);
            var preview = preview(BulkWork.UNLOCK, "", List.of(guid), "helen");
            assertThat(preview.counts().of(ItemOutcome.LOCK_KEPT)).isEqualTo(1);
            assertThat(fault(() -> start(preview, true, "helen"))).isEqualTo(Fault.NOTHING_TO_DO);
        }

        @Test
        void thatOwnersHaveSetAreHeldToo() {
            var guid = enabled("51001");
            store().change(
                            work -> {
                                var mailbox = work.mailboxes().find(guid).orElseThrow();
                                var separate =
                                        PinPolicy.EXCHANGE.with(
                                                d -> d.separateTrustedLockout = true);
                                work.mailboxes()
                                        .save(
                                                mailbox.with(
                                                        mailbox.lockouts()
                                                                .blockOutside(
                                                                        separate, work.now())));
                            });
            assertThat(
                            preview(BulkWork.UNLOCK, "", List.of(guid), "ada")
                                    .counts()
                                    .of(ItemOutcome.HELD))
                    .isEqualTo(1);
        }

        /// Set between preview and job, without a version: as after a restore that locks all.
        @Test
        void thatCameAfterThePreviewAreKept() {
            var guid = locked("51001");
            var job = started(BulkWork.UNLOCK, "", List.of(guid), "ada");
            store().change(
                            work ->
                                    PinResets.lockWithoutLetter(
                                            work,
                                            work.mailboxes().find(guid).orElseThrow(),
                                            ROOT.origin()));
            work();
            assertThat(outcome(job, guid)).isEqualTo(ItemOutcome.LOCK_KEPT);
            assertThat(mailbox(guid).lockouts().hasLock()).isTrue();
        }
    }

    @Nested
    class Rights {
        private UUID administratorsMailbox() {
            var guid = locked("51001");
            administration()
                    .accounts()
                    .change(
                            "ben",
                            d -> new AccountDetails(d.role(), d.address(), Optional.of(guid), true),
                            ROOT);
            return guid;
        }

        @Test
        void keepTheHelpDeskOffAdministratorsMailboxes() {
            var guid = administratorsMailbox();
            var other = locked("51002");
            var job = started(BulkWork.UNLOCK, "", List.of(guid, other), "helen");
            work();
            assertThat(outcome(job, guid)).isEqualTo(ItemOutcome.ADMINISTRATORS_MAILBOX);
            assertThat(outcome(job, other)).isEqualTo(ItemOutcome.DONE);
            assertThat(mailbox(guid).lockouts().hasLock()).isTrue();
        }

        /// The mailbox became an administrator's after the preview.
        @Test
        void areCheckedAgainAtEachMailbox() {
            var guid = locked("51001");
            var job = started(BulkWork.UNLOCK, "", List.of(guid), "helen");
            administration()
                    .accounts()
                    .change(
                            "ben",
                            d -> new AccountDetails(d.role(), d.address(), Optional.of(guid), true),
                            ROOT);
            work();
            assertThat(outcome(job, guid)).isEqualTo(ItemOutcome.ADMINISTRATORS_MAILBOX);
        }

        @Test
        void ofAnAdministratorWhoIsHelpDeskByNowAreTheHelpDesks() {
            var guid = administratorsMailbox();
            var held = enabled("51002");
            administration().pins().lock(held, ROOT);
            var job = start(preview(BulkWork.UNLOCK, "", List.of(guid, held), "ada"), true, "ada");
            role("ada", Role.HELPDESK, true);
            work();
            assertThat(outcome(job, guid)).isEqualTo(ItemOutcome.ADMINISTRATORS_MAILBOX);
            assertThat(outcome(job, held)).isEqualTo(ItemOutcome.LOCK_KEPT);
        }

        /// A job of a lesser token stays one.
        @Test
        void ofATokenAreNotThoseOfItsAccount() {
            var guid = administratorsMailbox();
            var ada = actor("ada");
            var lesser = new Actor(ada.account(), ada.name(), Role.HELPDESK.rights(), ada.from());
            var jobs = administration().jobs();
            var order = JobOrder.of(BulkWork.UNLOCK, "");
            var other = locked("51002");
            var preview =
                    jobs.preview(order, new BulkSelection.Ticked(List.of(guid, other)), lesser);
            jobs.start(
                    preview.job().guid(), new JobConfirmation("", true, Optional.empty()), lesser);
            work();
            assertThat(outcome(preview, guid)).isEqualTo(ItemOutcome.ADMINISTRATORS_MAILBOX);
            assertThat(outcome(preview, other)).isEqualTo(ItemOutcome.DONE);
        }

        private void role(String name, Role role, boolean enabled) {
            administration()
                    .accounts()
                    .change(
                            name,
                            d -> new AccountDetails(role, d.address(), d.mailbox(), enabled),
                            ROOT);
        }

        @Test
        void thatAreLostEndTheJob() {
            account("zoe", Role.ADMINISTRATOR);
            var policy = policy("strict");
            var guid = locked("51001");
            var reset = started(BulkWork.RESET, "", List.of(guid), "helen");
            var change = started(BulkWork.POLICY, policy, List.of(guid), "ada");
            var unlock = started(BulkWork.UNLOCK, "", List.of(guid), "ben");
            role("helen", Role.AUDITOR, true);
            role("ada", Role.HELPDESK, true);
            role("ben", Role.HELPDESK, false);
            var before = mailbox(guid);
            work();
            assertThat(List.of(reset, change, unlock))
                    .allSatisfy(
                            job -> {
                                assertThat(now(job).job().state())
                                        .isEqualTo(BulkJob.State.WITHDRAWN);
                                assertThat(now(job).counts().waiting()).isEqualTo(1);
                            });
            assertThat(mailbox(guid)).isEqualTo(before);
        }

        @Test
        void ofARemovedAccountEndTheJob() {
            var guid = locked("51001");
            var job = started(BulkWork.UNLOCK, "", List.of(guid), "helen");
            administration().accounts().remove("helen", ROOT);
            work();
            assertThat(now(job).job().state()).isEqualTo(BulkJob.State.WITHDRAWN);
            assertThat(mailbox(guid).lockouts().hasLock()).isTrue();
        }

        @Test
        void toChangeAndDisableAreAdministrators() {
            var guid = enabled("51001");
            for (var work : List.of(BulkWork.POLICY, BulkWork.LANGUAGE, BulkWork.DISABLE))
                assertThat(fault(() -> preview(work, "fr", List.of(guid), "helen")))
                        .isEqualTo(Fault.NOT_YOUR_ROLE);
            var auditor = new Actor(actor("ben").account(), "x", Role.AUDITOR.rights(), "");
            assertThat(auditor.may(Right.SUPPORT)).isFalse();
            assertThat(
                            fault(
                                    () ->
                                            administration()
                                                    .jobs()
                                                    .preview(
                                                            JobOrder.of(BulkWork.UNLOCK, ""),
                                                            new BulkSelection.Ticked(List.of(guid)),
                                                            auditor)))
                    .isEqualTo(Fault.NOT_YOUR_ROLE);
        }

        @Test
        void overAJobAreItsAuthorsAndAdministrators() {
            var guid = locked("51001");
            var job = started(BulkWork.UNLOCK, "", List.of(guid), "ada");
            var jobs = administration().jobs();
            var id = job.job().guid();
            assertThat(fault(() -> jobs.find(id, actor("helen")))).isEqualTo(Fault.NO_SUCH_JOB);
            assertThat(fault(() -> jobs.stop(id, actor("helen")))).isEqualTo(Fault.NO_SUCH_JOB);
            assertThat(jobs.recent(10, actor("helen"))).isEmpty();
            assertThat(jobs.recent(10, actor("ben"))).hasSize(1);
            assertThat(jobs.stop(id, actor("ben")).job().state()).isEqualTo(BulkJob.State.STOPPED);
            work();
            assertThat(mailbox(guid).lockouts().hasLock()).isTrue();
        }

        @Test
        void overAPreviewAreItsAuthors() {
            var preview = preview(BulkWork.UNLOCK, "", List.of(locked("51001")), "ada");
            assertThat(fault(() -> start(preview, false, "ben"))).isEqualTo(Fault.NO_SUCH_JOB);
            assertThat(
                            fault(
                                    () ->
                                            administration()
                                                    .jobs()
                                                    .find(preview.job().guid(), actor("ben"))))
                    .isEqualTo(Fault.NO_SUCH_JOB);
        }
    }

    private String policy(String name) {
        var policy = new MailboxPolicy(UUID.randomUUID(), name, "default", PinPolicy.EXCHANGE);
        store().change(work -> work.policies().add(policy));
        return policy.guid().toString();
    }

    @Test
    void policyAndLanguageChangeWhereTheyDiffer() {
        var policy = policy("strict");
        var guids = enabled(3);
        var first = started(BulkWork.POLICY, "strict", guids.subList(0, 1), "ada");
        work();
        assertThat(now(first).counts().done()).isEqualTo(1);
        assertThat(mailbox(guids.getFirst()).policy().guid()).hasToString(policy);
        assertThat(preview(BulkWork.POLICY, policy, guids, "ada").counts().of(ItemOutcome.SAME))
                .isEqualTo(1);
        var language = started(BulkWork.LANGUAGE, "fr-CA", guids, "ada");
        work();
        assertThat(now(language).counts().done()).isEqualTo(3);
        assertThat(guids).allSatisfy(g -> assertThat(mailbox(g).language()).contains(Language.FR));
        assertThat(started(BulkWork.LANGUAGE, "", guids, "ada").counts().waiting()).isEqualTo(3);
        work();
        assertThat(guids).allSatisfy(g -> assertThat(mailbox(g).language()).isEmpty());
        assertThat(fault(() -> preview(BulkWork.LANGUAGE, "xx", guids, "ada")))
                .isEqualTo(Fault.LANGUAGE);
        assertThat(fault(() -> preview(BulkWork.POLICY, "nothing", guids, "ada")))
                .isEqualTo(Fault.NO_SUCH_POLICY);
    }

    @Test
    void disablingTakesTheNumber() {
        var guids = enabled(3);
        var preview = preview(BulkWork.DISABLE, "", guids, "ada");
        var jobs = administration().jobs();
        var id = preview.job().guid();
        assertThat(
                        fault(
                                () ->
                                        jobs.start(
                                                id,
                                                new JobConfirmation("", false, Optional.empty()),
                                                actor("ada"))))
                .isEqualTo(Fault.MISSING);
        assertThat(
                        fault(
                                () ->
                                        jobs.start(
                                                id,
                                                new JobConfirmation("", false, Optional.of("4")),
                                                actor("ada"))))
                .isEqualTo(Fault.OTHER_NUMBER);
        jobs.start(id, new JobConfirmation("", false, Optional.of(" 3 ")), actor("ada"));
        work();
        assertThat(guids).allSatisfy(g -> assertThat(found(g)).isEmpty());
        assertThat(events(Event.Name.DISABLED)).hasSize(3);
        assertThat(jobs.items(id, Optional.empty(), 0, 10, actor("ada")))
                .extracting(JobItem::place)
                .containsExactly("default\\51000", "default\\51001", "default\\51002");
    }

    @Nested
    class APreview {
        @Test
        void isOverAfterAnHour() {
            var preview = preview(BulkWork.UNLOCK, "", List.of(locked("51001")), "ada");
            clock.pass(BulkJob.PREVIEWED.plusSeconds(1));
            assertThat(fault(() -> start(preview, false, "ada"))).isEqualTo(Fault.PREVIEW_OVER);
        }

        @Test
        void isStartedOnce() {
            var preview = preview(BulkWork.UNLOCK, "", List.of(locked("51001")), "ada");
            start(preview, false, "ada");
            assertThat(fault(() -> start(preview, false, "ada"))).isEqualTo(Fault.PREVIEW_OVER);
        }

        @Test
        void replacesTheFormerOneOfItsAccount() {
            var guid = locked("51001");
            var first = preview(BulkWork.UNLOCK, "", List.of(guid), "ada");
            var others = preview(BulkWork.UNLOCK, "", List.of(guid), "ben");
            preview(BulkWork.RESET, "", List.of(guid), "ada");
            assertThat(fault(() -> start(first, false, "ada"))).isEqualTo(Fault.NO_SUCH_JOB);
            assertThat(start(others, false, "ben").job().running()).isTrue();
        }

        @Test
        void waitsForTheJobOfItsAccount() {
            var guid = locked("51001");
            var job = started(BulkWork.UNLOCK, "", List.of(guid), "ada");
            var next = preview(BulkWork.RESET, "", List.of(guid), "ada");
            assertThat(fault(() -> start(next, false, "ada"))).isEqualTo(Fault.JOB_AT_WORK);
            administration().jobs().stop(job.job().guid(), actor("ada"));
            assertThat(start(next, false, "ada").job().running()).isTrue();
        }

        @Test
        void hasOneMailboxAtLeast() {
            assertThat(fault(() -> preview(BulkWork.UNLOCK, "", List.of(), "ada")))
                    .isEqualTo(Fault.MISSING);
        }

        @Test
        void takesAReasonOfOneLine() {
            var preview = preview(BulkWork.UNLOCK, "", List.of(locked("51001")), "ada");
            for (var reason : List.of("two\nlines", "x".repeat(129)))
                assertThat(
                                fault(
                                        () ->
                                                administration()
                                                        .jobs()
                                                        .start(
                                                                preview.job().guid(),
                                                                new JobConfirmation(
                                                                        reason,
                                                                        false,
                                                                        Optional.empty()),
                                                                actor("ada"))))
                        .isEqualTo(Fault.VALUE);
        }
    }

    /// The store breaks at each write of the work in turn: before it, or after a commit of which
    /// the server does not hear.
    @Test
    void whateverWriteFailsEachMailboxIsDoneOnce() {
        var guids = new ArrayList<UUID>();
        var jobs = new ArrayList<Progress>();
        for (var when : FailingStore.When.values())
            for (var failing = 1; failing <= 4; failing++) {
                var these = List.of(enabled("" + (52_000 + guids.size())));
                guids.addAll(these);
                var second = enabled("" + (52_000 + guids.size()));
                guids.add(second);
                var job =
                        started(
                                BulkWork.RESET,
                                "",
                                guids.subList(guids.size() - 2, guids.size()),
                                "ada");
                work(new FailingStore(store(), failing, when));
                work();
                jobs.add(job);
            }
        assertThat(jobs)
                .allSatisfy(
                        job -> {
                            assertThat(now(job).job().state()).isEqualTo(BulkJob.State.FINISHED);
                            assertThat(now(job).counts().done()).isEqualTo(2);
                        });
        assertThat(guids).allSatisfy(g -> assertThat(mailbox(g).pin().version()).isEqualTo(2));
        assertThat(events(Event.Name.PIN_RESET)).hasSize(guids.size());
        assertThat(events(Event.Name.BULK_JOB)).hasSize(2 * jobs.size());
        assertThat(letters().stream().filter(n -> n.kind() == Notice.Kind.RESET))
                .hasSize(guids.size());
    }

    /// The second server finds the turn taken, and has it once the first is gone.
    @Test
    void oneServerOfADatabaseWorks() {
        var guids = enabled(3);
        var job = started(BulkWork.LANGUAGE, "fr", guids, "ada");
        var asked = new ArrayList<Long>();
        try (var second = open();
                var other =
                        RunnerAtWork.of(
                                new SqlMailboxStore(second, clock),
                                administration(),
                                new SqlJobTurns(second),
                                () -> true,
                                _ -> {});
                var first =
                        RunnerAtWork.of(
                                store(),
                                administration(),
                                new SqlJobTurns(database()),
                                () -> true,
                                _ -> {
                                    var before = now(job).counts().done();
                                    if (second.shared()) other.run();
                                    asked.add(now(job).counts().done() - before);
                                })) {
            first.run();
            assertThat(now(job).counts().done()).isEqualTo(3);
            assertThat(asked).hasSize(4).containsOnly(0L);
            var next = started(BulkWork.LANGUAGE, "de", guids, "ada");
            other.run();
            assertThat(now(next).counts().done()).isEqualTo(3);
        }
    }

    /// The job of a server whose session with the database ends goes on elsewhere.
    @Test
    void aTurnIsLostWithItsSession() {
        var turns = new SqlJobTurns(database());
        try (var turn = turns.take().orElseThrow()) {
            assertThat(turn.held()).isTrue();
            if (!database().shared()) return;
            assertThat(turns.take()).isEmpty();
            ClockedPostgres.endSessionsWithLocks(database());
            assertThat(turn.held()).isFalse();
        }
        try (var again = turns.take().orElseThrow()) {
            assertThat(again.held()).isTrue();
        }
    }

    @Test
    void isForgottenAfterThirtyDays() {
        var guid = locked("51001");
        var old = started(BulkWork.UNLOCK, "", List.of(guid), "ada");
        work();
        var running = started(BulkWork.LANGUAGE, "de", List.of(guid), "ada");
        preview(BulkWork.LANGUAGE, "fr", List.of(guid), "ben");
        clock.pass(BulkJob.KEPT.minusSeconds(1));
        administration().jobs().forget();
        assertThat(kept()).hasSize(2);
        clock.pass(Duration.ofSeconds(2));
        administration().jobs().forget();
        assertThat(kept()).extracting(BulkJob::guid).containsExactly(running.job().guid());
        var gone = store().read(view -> view.jobs().counts(old.job().guid()));
        assertThat(gone.all()).isZero();
        assertThatThrownBy(() -> administration().jobs().find(old.job().guid(), actor("ada")))
                .isInstanceOf(NotDone.class);
    }
}
