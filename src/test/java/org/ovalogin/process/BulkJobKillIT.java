package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.Premises;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.BulkJobs.BulkSelection;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.JobConfirmation;
import org.ovalogin.core.bulk.JobOrder;
import org.ovalogin.core.pin.Password;

/// kill -9 in the middle of a bulk job.
class BulkJobKillIT {
    private static final int MAILBOXES = 80;

    @TempDir private Path parent;

    /// A confirmed job that resets as many PINs.
    private static UUID ordered(Premises premises, int number) {
        var administration = premises.administration;
        var account =
                administration
                        .accounts()
                        .add(
                                "ada",
                                new AccountDetails(
                                        Role.ADMINISTRATOR,
                                        Optional.empty(),
                                        Optional.empty(),
                                        true),
                                Password.of("twelve or more of them"),
                                Premises.ADMINISTRATOR);
        var actor = Actor.of(account, account.role().rights(), "127.0.0.1");
        var guids = new ArrayList<UUID>();
        for (var i = 0; i < number; i++) {
            var extension = String.valueOf(52_000 + i);
            var wanted = Enabling.of("default", extension, "a" + extension + "@example.com");
            guids.add(
                    administration
                            .mailboxes()
                            .enable(wanted, Premises.ADMINISTRATOR)
                            .mailbox()
                            .guid());
        }
        var preview =
                administration
                        .jobs()
                        .preview(
                                JobOrder.of(BulkWork.RESET, ""),
                                new BulkSelection.Ticked(guids),
                                actor);
        var confirmed = new JobConfirmation("stolen", false, Optional.empty());
        return administration.jobs().start(preview.job().guid(), confirmed, actor).job().guid();
    }

    private static Ova fast(Ova serve) {
        return serve.with("OVA_MAIL_RATE", "6000");
    }

    private static final String DONE = "select count(*) from bulk_item where item_outcome = 'DONE'";
    private static final String RUNNING =
            "select count(*) from bulk_job where job_state = 'RUNNING'";

    private static void eachOnce(ToIntFunction<String> number, int mailboxes) {
        assertThat(number.applyAsInt(DONE)).isEqualTo(mailboxes);
        assertThat(number.applyAsInt("select count(*) from bulk_job where job_state = 'FINISHED'"))
                .isEqualTo(1);
        assertThat(number.applyAsInt("select count(*) from mailbox where pin_version = 2"))
                .as("one new PIN each")
                .isEqualTo(mailboxes);
        assertThat(number.applyAsInt("select count(*) from event where name = 'PIN_RESET'"))
                .isEqualTo(mailboxes);
        assertThat(number.applyAsInt("select count(*) from outbox where kind = 'RESET'"))
                .as("one letter each")
                .isEqualTo(mailboxes);
        assertThat(
                        number.applyAsInt(
                                "select count(distinct mailbox_guid) from outbox where kind = 'RESET'"))
                .isEqualTo(mailboxes);
        assertThat(number.applyAsInt("select count(*) from event where name = 'BULK_JOB'"))
                .as("began once and ended once")
                .isEqualTo(2);
    }

    @Test
    @Timeout(value = 600, unit = TimeUnit.SECONDS)
    void doesEachMailboxOnce() {
        var data = parent.resolve("data");
        var installation = new InstalledOva(data);
        try (var folder = new OpenFolder(data, Premises.HASHER)) {
            folder.administration.createDefaults();
            ordered(folder, MAILBOXES);
        }
        var random = new Random(20_261_130);
        var kills = 0;
        var interrupted = 0;
        while (installation.number(RUNNING) == 1) {
            var before = installation.number(DONE);
            try (var server = fast(Ova.serve(data)).start()) {
                var more = before + 1 + random.nextInt(20);
                await().atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(10))
                        .until(
                                () ->
                                        installation.number(DONE) >= more
                                                || installation.number(RUNNING) == 0);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(40)));
                server.kill();
                kills++;
            }
            if (installation.number(RUNNING) == 1) interrupted++;
        }
        System.out.printf("bulk job: %d kills, %d in the middle%n", kills, interrupted);
        assertThat(interrupted).isGreaterThan(2);
        eachOnce(installation::number, MAILBOXES);
    }

    private Path folder(String name, byte[] secret) throws Exception {
        var folder = Files.createDirectory(parent.resolve(name));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var key = folder.resolve("key");
        Files.writeString(key, "k1 " + Base64.getEncoder().encodeToString(secret) + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return folder;
    }

    private static final String AT_WORK =
            "select count(*) from pg_locks where locktype = 'advisory' and objid = 4 and granted";

    @Test
    @Timeout(value = 600, unit = TimeUnit.SECONDS)
    void anotherServerGoesOn() throws Exception {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        var folders = List.of(folder("a", secret), folder("b", secret));
        var mailboxes = 60;
        try (var database = new RealPostgres(parent.resolve("postgres"))) {
            try (var folder = new OpenFolder(folders.getFirst(), database.settings())) {
                folder.administration.createDefaults();
                ordered(folder, mailboxes);
            }
            try (var first = fast(database.given(Ova.serve(folders.get(0)))).start()) {
                await().until(() -> database.number(DONE) > 0);
                try (var second = fast(database.given(Ova.serve(folders.get(1)))).start()) {
                    for (var look = 0; look < 20; look++) {
                        assertThat(database.number(AT_WORK)).isLessThanOrEqualTo(1);
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    }
                    first.kill();
                    var then = database.number(DONE);
                    assertThat(then).isLessThan(mailboxes);
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> database.number(DONE) > then);
                    await().atMost(Duration.ofMinutes(3))
                            .until(() -> database.number(RUNNING) == 0);
                    assertThat(second.log()).doesNotContain("ERROR");
                }
            }
            eachOnce(database::number, mailboxes);
        }
    }
}
