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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.Verdict;

/// Two and three real servers on one real PostgreSQL.
class PostgresStormIT {
    private static final Duration LENGTH =
            Integer.getInteger("storm.minutes", 0) == 0
                    ? Duration.ofSeconds(6)
                    : Duration.ofMinutes(Integer.getInteger("storm.minutes", 0)).dividedBy(2);
    private static final List<String> EXTENSIONS = List.of("51231", "51232", "51233", "51234");
    private static final Pattern PIN = Pattern.compile("PIN: (\\d{4,24})");
    private static final String OWED =
            "select count(*) from mailbox where reset_owed is not null or lock_told = 0";
    private static final String WAITING =
            "select count(*) from outbox where delivered_at is null and void = 0";

    @TempDir private Path parent;
    private RealPostgres database;

    @BeforeEach
    void start() {
        database = new RealPostgres(parent.resolve("postgres"));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private Path folder(String name, byte[] secret) throws Exception {
        var folder = Files.createDirectory(parent.resolve(name));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var key = folder.resolve("key");
        Files.writeString(key, "k1 " + Base64.getEncoder().encodeToString(secret) + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return folder;
    }

    private List<Path> folders() throws Exception {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        var folders = new ArrayList<Path>();
        for (var name : List.of("a", "b", "c")) folders.add(folder(name, secret));
        return folders;
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void stormLosesNoChargeNoResetAndNoEvent() throws Exception {
        var seed = Long.getLong("storm.seed", new SecureRandom().nextLong());
        System.out.println("storm: -Dstorm.seed=" + seed);
        var folders = folders();
        startTogether(folders.subList(0, 2));
        database.tamper(StormCheck.WATCH);
        try (var administrators = new OpenFolder(folders.getFirst(), database.settings())) {
            var mailboxes = enabled(administrators);
            try (var storm = new Storm(database, administrators, folders, mailboxes, seed)) {
                for (var extension : EXTENSIONS) storm.reset(new Random(seed), extension);
                storm.join();
                storm.join();
                storm.blow(LENGTH);
                storm.join();
                storm.blow(LENGTH);
                finishWork();
                storm.tell();
                var guids = new HashMap<String, String>();
                mailboxes.forEach((extension, guid) -> guids.put(extension, guid.toString()));
                new StormCheck(database, storm.record()).everything(guids);
                summary(storm);
                for (var extension : EXTENSIONS)
                    exactlyOnePinWorks(administrators, storm, extension, folders);
            }
        }
    }

    /// Both start on an empty database at the same moment.
    private void startTogether(List<Path> folders) {
        var servers =
                folders.stream()
                        .map(
                                f ->
                                        CompletableFuture.supplyAsync(
                                                () -> database.given(Ova.serve(f)).start(),
                                                Thread::startVirtualThread))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        for (var server : servers) server.terminate();
        for (var server : servers) assertThat(server.log()).doesNotContain("ERROR");
        for (var server : servers) server.awaitEnd();
        assertThat(database.number("select count(*) from dial_plan")).isEqualTo(1);
        assertThat(database.number("select count(*) from mailbox_policy")).isEqualTo(1);
        assertThat(database.number("select count(*) from vault_key")).isEqualTo(1);
    }

    private static Map<String, UUID> enabled(OpenFolder administrators) {
        var mailboxes = new HashMap<String, UUID>();
        for (var extension : EXTENSIONS) {
            var wanted = Enabling.of("default", extension, "m" + extension + "@example.com");
            var made =
                    administrators.administration.mailboxes().enable(wanted, Actor.local("test"));
            mailboxes.put(extension, made.mailbox().guid());
        }
        return mailboxes;
    }

    /// Lets the killed servers' time pass, so that the others finish their work.
    private void finishWork() {
        database.tamper(
                "update mailbox set reset_owed = reset_owed - 60000, lock_since = lock_since - 60000");
        await().atMost(Duration.ofMinutes(2)).until(() -> database.number(OWED) == 0);
        database.tamper("update outbox set claimed_until = 0 where delivered_at is null");
        await().atMost(Duration.ofMinutes(2)).until(() -> database.number(WAITING) == 0);
    }

    private static void summary(Storm storm) {
        var calls = List.copyOf(storm.record().calls);
        var in = StormCheck.count(calls, StormRecord.Call::in);
        System.out.printf(
                "storm: %d calls, %d let in, %d refusals, %d resets, %d events%n",
                calls.size(),
                in,
                calls.stream().mapToInt(StormRecord.Call::refusals).sum(),
                storm.record().resets.size(),
                storm.record().told.size());
        assertThat(in).as("some were let in").isPositive();
        assertThat(StormCheck.count(calls, c -> c.in() && !c.right())).isZero();
    }

    private void exactlyOnePinWorks(
            OpenFolder administrators, Storm storm, String extension, List<Path> folders) {
        var guid =
                administrators
                        .administration
                        .mailboxes()
                        .find("m" + extension + "@example.com")
                        .guid();
        var candidates =
                Stream.concat(storm.record().pins(extension).stream(), mailed(extension, folders))
                        .distinct()
                        .toList();
        var working = 0;
        for (var candidate :
                candidates.subList(Math.max(0, candidates.size() - 12), candidates.size())) {
            administrators.administration.pins().unlock(guid, Actor.local("test"));
            var verdict =
                    administrators.signIn.attempt(
                            new MailboxKey("default", extension),
                            Pin.of(candidate).orElseThrow(),
                            new CallSource("", "test", "test", Optional.empty()));
            if (!(verdict instanceof Verdict.Refused)) working++;
        }
        assertThat(working).as("PINs that open %s", extension).isEqualTo(1);
    }

    private static Stream<String> mailed(String extension, List<Path> folders) {
        return folders.stream()
                .flatMap(folder -> new InstalledOva(folder).letters().stream())
                .map(InstalledOva::read)
                .filter(letter -> letter.contains("To: m" + extension))
                .flatMap(letter -> PIN.matcher(letter).results().map(found -> found.group(1)));
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void databaseThatIsGoneOrHangsLetsNobodyInAndIsFoundAgain() throws Exception {
        var folder = folders().getFirst();
        try (var server = database.given(Ova.serve(folder)).start()) {
            var reset =
                    database.given(
                            new Ova("mailbox", "add", "51234", "--email", "lea@example.com"));
            reset.and("--data", folder.toString()).run().succeeded();
            await().until(() -> !new InstalledOva(folder).letters().isEmpty());
            var pin = new InstalledOva(folder).mailedPin();
            var change = "51234" + pin + "#" + "80461729#".repeat(2) + "1";
            assertThat(new RawCall(server.port(), change).place().result()).isEqualTo("SUCCESS");
            database.freeze();
            refused(server);
            database.thaw();
            awaitIn(server);
            database.crash();
            refused(server);
            database.startAgain();
            awaitIn(server);
        }
    }

    private static final String RIGHT = "5123480461729#1";

    private static void refused(OvaServer server) {
        var heard = new RawCall(server.port(), RIGHT).place();
        assertThat(heard.result()).isEqualTo("UNAVAILABLE");
        assertThat(heard.prompts()).contains("service-unavailable");
    }

    private static void awaitIn(OvaServer server) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> new RawCall(server.port(), RIGHT).place().result().equals("SUCCESS"));
    }
}
