package org.ovalogin.core.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.BulkJobs.Progress;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobConfirmation;
import org.ovalogin.core.bulk.JobItem;
import org.ovalogin.core.bulk.JobOrder;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.signin.LetterRate;
import org.ovalogin.storage.bulk.SqlJobTurns;
import org.ovalogin.storage.store.MemoryBuckets;

/// The order and the pace of the work.
class JobRunnerTest extends OnSite {
    @BeforeEach
    void accounts() {
        for (var name : List.of("ada", "ben"))
            site.administration
                    .accounts()
                    .add(
                            name,
                            new AccountDetails(
                                    Role.ADMINISTRATOR, Optional.empty(), Optional.empty(), true),
                            Password.of("twelve or more of them"),
                            Site.ADMINISTRATOR);
    }

    private List<UUID> enabled(int first, int number) {
        var guids = new ArrayList<UUID>();
        for (var i = 0; i < number; i++) {
            var extension = String.valueOf(first + i);
            var wanted =
                    Mailboxes.Enabling.of("default", extension, "a" + extension + "@contoso.com");
            guids.add(
                    site.administration
                            .mailboxes()
                            .enable(wanted, Site.ADMINISTRATOR)
                            .mailbox()
                            .guid());
        }
        return guids;
    }

    private Actor actor(String name) {
        var account = site.administration.accounts().find(name, Site.ADMINISTRATOR);
        return Actor.of(account, account.role().rights(), "192.0.2.7");
    }

    private Progress started(BulkWork work, String to, List<UUID> guids, String who) {
        var jobs = site.administration.jobs();
        var preview =
                jobs.preview(JobOrder.of(work, to), new BulkSelection.Ticked(guids), actor(who));
        return jobs.start(
                preview.job().guid(),
                new JobConfirmation("", false, Optional.of("" + preview.counts().waiting())),
                actor(who));
    }

    /// At most so many letters a minute, by the site's clock, which pauses let pass.
    private void run(int perMinute, Consumer<Duration> heard) {
        var buckets = new MemoryBuckets(() -> site.clock.instant().toEpochMilli() * 1_000_000);
        var rate = new LetterRate(buckets, perMinute);
        try (var runner =
                RunnerAtWork.of(
                        site.store,
                        site.administration,
                        new SqlJobTurns(site.database),
                        rate::take,
                        pause -> {
                            site.clock.pass(Duration.ofMillis(200));
                            heard.accept(pause);
                        })) {
            runner.run();
        }
    }

    private Progress now(Progress job) {
        return site.administration.jobs().find(job.job().guid(), actor("ada"));
    }

    @Test
    void lettersKeepMailRate() {
        var guids = enabled(52_000, 6);
        var begin = site.clock.instant();
        var job = started(BulkWork.RESET, "", guids, "ada");
        run(60, _ -> {});
        assertThat(now(job).counts().done()).isEqualTo(6);
        // a PIN and a notice each
        assertThat(Duration.between(begin, site.clock.instant()))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(14));
    }

    @Test
    void jobsOfSeveralAccountsGoOnTogether() {
        var first = enabled(52_000, 5);
        var second = enabled(53_000, 5);
        var slow = started(BulkWork.RESET, "", first, "ada");
        var quick = started(BulkWork.LANGUAGE, "fr", second, "ben");
        var slowWhenQuickEnded = new ArrayList<Long>();
        run(
                60,
                _ -> {
                    if (now(quick).job().state() == BulkJob.State.FINISHED)
                        slowWhenQuickEnded.add(now(slow).counts().done());
                });
        assertThat(slowWhenQuickEnded.getFirst()).isLessThan(5);
        assertThat(now(slow).job().state()).isEqualTo(BulkJob.State.FINISHED);
    }

    @Test
    void stopsAtOnce() {
        var guids = enabled(52_000, 10);
        var job = started(BulkWork.LANGUAGE, "fr", guids, "ada");
        run(
                60,
                _ -> {
                    if (now(job).counts().done() == 3)
                        site.administration.jobs().stop(job.job().guid(), actor("ada"));
                });
        assertThat(now(job).job().state()).isEqualTo(BulkJob.State.STOPPED);
        assertThat(now(job).counts().done()).isEqualTo(3);
        assertThat(now(job).counts().waiting()).isEqualTo(7);
    }

    /// The pause is several times as long as the work, so that calls have the database.
    @Test
    void pausesLongerThanItWorks() {
        var job = started(BulkWork.LANGUAGE, "fr", enabled(52_000, 5), "ada");
        var pauses = new ArrayList<Duration>();
        var start = System.nanoTime();
        run(60, pauses::add);
        var worked = Duration.ofNanos(System.nanoTime() - start);
        assertThat(now(job).counts().done()).isEqualTo(5);
        assertThat(pauses).hasSize(6).allSatisfy(p -> assertThat(p).isPositive());
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ZERO, worked.multipliedBy(3));
    }

    /// A name that the rules of today refuse, as from an earlier release.
    @Test
    void aMailboxThatTheRulesRefuseIsLeftAlone() {
        var guids = enabled(52_000, 2);
        site.sql(
                "update mailbox set display_name = ' ' where mailbox_guid = '%s'"
                        .formatted(guids.getFirst()));
        var job = started(BulkWork.LANGUAGE, "fr", guids, "ada");
        run(60, _ -> {});
        assertThat(now(job).counts().of(ItemOutcome.REFUSED)).isEqualTo(1);
        assertThat(now(job).counts().done()).isEqualTo(1);
    }

    @Test
    void aMailboxThatFailsAgainAndAgainDoesNotStopTheOthers() {
        var guids = enabled(52_000, 3);
        var job = started(BulkWork.LANGUAGE, "fr", guids, "ada");
        site.sql(
                """
                create trigger broken before update of owner_language on mailbox
                when new.mailbox_guid = '%s' begin select raise(abort, 'broken'); end
                """
                        .formatted(guids.getFirst()));
        run(60, _ -> {});
        assertThat(now(job).counts().of(ItemOutcome.FAILED)).isEqualTo(1);
        assertThat(now(job).counts().done()).isEqualTo(2);
        assertThat(now(job).job().state()).isEqualTo(BulkJob.State.FINISHED);
    }

    @Test
    void withoutAJobNothingHappens() {
        run(60, pause -> assertThat(pause).isNull());
        assertThat(site.administration.jobs().recent(5, actor("ada"))).isEmpty();
    }

    /// An owner may have changed since the preview, but not so that a version counts it.
    @Test
    void detailsThatTheWorkDoesNotConcernStay() {
        var guid = enabled(52_000, 1).getFirst();
        var owner = site.administration.mailboxes().find(guid).owner();
        site.administration
                .mailboxes()
                .change(
                        guid,
                        d ->
                                new MailboxDetails(
                                        d.policy(),
                                        List.of("52000", "52001"),
                                        new MailboxOwner(
                                                owner.addresses(),
                                                List.of("nina"),
                                                "Nina",
                                                Optional.empty(),
                                                Optional.empty()),
                                        d.access()),
                        Site.ADMINISTRATOR);
        started(BulkWork.LANGUAGE, "it", List.of(guid), "ada");
        run(60, _ -> {});
        var after = site.administration.mailboxes().find(guid);
        assertThat(after.aliases()).containsExactly("nina");
        assertThat(after.extensions()).containsExactly("52000", "52001");
        assertThat(
                        site.administration
                                .jobs()
                                .items(
                                        site.administration
                                                .jobs()
                                                .recent(1, actor("ada"))
                                                .getFirst()
                                                .job()
                                                .guid(),
                                        Optional.of(ItemOutcome.DONE),
                                        0,
                                        5,
                                        actor("ada")))
                .extracting(JobItem::name)
                .containsExactly("Nina");
    }
}
